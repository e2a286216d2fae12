package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.EndQuorumEpochResponseData.PartitionData;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.EndQuorumEpochRequest;
import org.apache.kafka.common.requests.EndQuorumEpochResponse;
import org.jspecify.annotations.Nullable;

/**
 * Lets controllers elect a new active one at once when the active one is dead, instead of
 * after {@code controller.quorum.fetch.timeout.ms}. They get the message that an active
 * controller sends before a clean stop, EndQuorumEpoch (KIP-595), for the epoch that they
 * report themselves. An election is safe at any time. A controller that reports another
 * leader gets nothing, and neither does one whose connection was opened after the death:
 * it may be the next process of the dead node, which would fail on this message.
 */
final class EndOfEpoch {

	private static final TopicPartition METADATA = new TopicPartition("__cluster_metadata", 0);

	/** Older than every epoch: a controller refuses it, and reports epoch and leader. */
	private static final int NO_EPOCH = -1;

	/**
	 * Controllers that stand for election at the same time split the votes. So the first
	 * has the refusals of the others, which still follow, before the next one stands.
	 */
	private static final long APART = Duration.ofMillis(30).toNanos();

	private final int dead;

	private final Map<GuardConnection, @Nullable Object> before = new HashMap<>();

	private long next = System.nanoTime();

	/**
	 * To be created right after the death.
	 * @param dead the node whose process is dead
	 * @param controllers all controllers
	 */
	EndOfEpoch(int dead, List<GuardConnection> controllers) {
		this.dead = dead;
		controllers.forEach((controller) -> this.before.put(controller, controller.connected()));
	}

	/** Does nothing when the controller does not follow the dead node. */
	void tell(GuardConnection controller, BooleanSupplier wanted) {
		BooleanSupplier same = () -> wanted.getAsBoolean() && isSame(controller);
		ask(controller, NO_EPOCH, same).filter((quorum) -> quorum.leaderId() == this.dead).ifPresent((quorum) -> {
			LockSupport.parkNanos(turn() - System.nanoTime());
			var unused = ask(controller, quorum.leaderEpoch(), same);
		});
	}

	private boolean isSame(GuardConnection controller) {
		Object connected = controller.connected();
		return connected != null && connected == this.before.get(controller);
	}

	private synchronized long turn() {
		long turn = Math.max(this.next, System.nanoTime());
		this.next = turn + APART;
		return turn;
	}

	private Optional<PartitionData> ask(GuardConnection controller, int epoch, BooleanSupplier wanted) {
		if (!wanted.getAsBoolean()) {
			return Optional.empty();
		}
		return controller
			.ask(new EndQuorumEpochRequest.Builder(
					EndQuorumEpochRequest.singletonRequest(METADATA, epoch, this.dead, List.of())), wanted)
			.flatMap(EndOfEpoch::quorum);
	}

	private static Optional<PartitionData> quorum(AbstractResponse answer) {
		return ((EndQuorumEpochResponse) answer).data()
			.topics()
			.stream()
			.flatMap((topic) -> topic.partitions().stream())
			.findFirst();
	}

}
