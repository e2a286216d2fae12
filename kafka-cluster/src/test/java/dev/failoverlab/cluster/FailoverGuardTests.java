package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import dev.failoverlab.cluster.FailoverGuard.Outcome;
import dev.failoverlab.cluster.FailoverGuard.Result;
import org.apache.kafka.common.message.EndQuorumEpochResponseData;
import org.apache.kafka.common.message.EndQuorumEpochResponseData.PartitionData;
import org.apache.kafka.common.message.EndQuorumEpochResponseData.TopicData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.UnregisterBrokerResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.EndQuorumEpochRequest;
import org.apache.kafka.common.requests.EndQuorumEpochResponse;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.UnregisterBrokerResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a guard concludes from the answers of brokers and controllers. */
class FailoverGuardTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void endThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void anotherReplicaThatAnswersAndIsInTheIsrIsEnough() {
		assertThat(last(2, Map.of(1, isr(1, 2, 3), 3, isr(1, 2, 3)))).isEmpty();
	}

	@Test
	void aReplicaThatDoesNotAnswerDoesNotCountAlthoughOthersNameIt() {
		assertThat(last(2, Map.of(1, isr(2, 3), 3, silent()))).containsExactly("emails-0");
	}

	@Test
	void aReplicaThatIsNotInTheIsrDoesNotCount() {
		assertThat(last(2, Map.of(1, isr(2), 3, isr(2)))).containsExactly("emails-0");
	}

	@Test
	void aReplicaThatReportsAnOldIsrDoesNotCountAgainstANewerReport() {
		assertThat(last(2, Map.of(1, isr(1, 2), 3, isr(2)))).containsExactly("emails-0");
		assertThat(last(2, Map.of(1, isr(1, 2), 3, isr(2, 4), 4, silent()))).containsExactly("emails-0");
	}

	@Test
	void aBrokerThatIsInNoIsrIsNotTheLast() {
		assertThat(last(2, Map.of(1, isr(1, 3), 3, isr(1, 3)))).isEmpty();
	}

	@Test
	void withoutAnyAnswerEveryPartitionMayBeTheLast() {
		assertThat(last(2, Map.of(1, silent()))).containsExactly("any partition (no other broker answers)");
		assertThat(last(2, Map.of())).isNotEmpty();
	}

	@Test
	void theCallIsRepeatedUntilAControllerIsActive() {
		Errors none = Errors.NOT_CONTROLLER;
		assertThat(unregister(answering(none, none, none), answering(none, none, Errors.NONE)))
			.isEqualTo(Result.UNREGISTERED);
	}

	@Test
	void aControllerThatNeverAnswersDoesNotDelayTheOthers() {
		assertThat(unregister(new Frozen(), answering(Errors.NONE))).isEqualTo(Result.UNREGISTERED);
	}

	@Test
	void nothingIsAskedAnyMoreOnceTheCallHasReturned() {
		Frozen frozen = new Frozen();
		GuardConnection active = new Answers(() -> {
			frozen.asked.await();
			return answer(Errors.NONE);
		});
		assertThat(unregister(frozen, active)).isEqualTo(Result.UNREGISTERED);
		assertThat(frozen.asking).isFalse();
	}

	@Test
	void aBrokerThatIsUnregisteredAlreadyIsNoError() {
		assertThat(unregister(answering(Errors.BROKER_ID_NOT_REGISTERED))).isEqualTo(Result.NOT_REGISTERED);
	}

	@Test
	void aRefusalForGoodIsNotRepeated() {
		assertThat(unregister(answering(Errors.CLUSTER_AUTHORIZATION_FAILED))).isEqualTo(Result.FORBIDDEN);
	}

	@Test
	void theCallEndsInTimeWithoutAnActiveController() {
		assertThat(new Unregistration(2, List.of(answering(Errors.NOT_CONTROLLER)), this.threads)
			.run(Deadline.in(Duration.ofMillis(100)))).isEqualTo(Result.UNKNOWN);
	}

	@Test
	void aControllerThatFollowsTheDeadNodeIsToldThatItsEpochIsOver() {
		Follower follower = new Follower(2, 7);
		assertThat(unregister(follower)).isEqualTo(Result.UNREGISTERED);
		assertThat(follower.ended).containsExactly(-1, 7);
	}

	@Test
	void aControllerThatFollowsAnotherNodeIsToldNothing() {
		Follower follower = new Follower(3, 7);
		assertThat(unregister(follower, answering(Errors.NOT_CONTROLLER, Errors.NOT_CONTROLLER, Errors.NONE)))
			.isEqualTo(Result.UNREGISTERED);
		assertThat(follower.ended).isNotEmpty().containsOnly(-1);
	}

	/** The next process of a dead node would fail on what is meant for the others. */
	@Test
	void aControllerThatWasConnectedAfterTheDeathIsToldNothing() {
		Follower follower = new Follower(2, 7);
		follower.connected = null;
		assertThat(unregister(follower, answering(Errors.NOT_CONTROLLER, Errors.NOT_CONTROLLER, Errors.NONE)))
			.isEqualTo(Result.UNREGISTERED);
		assertThat(follower.ended).isEmpty();
	}

	@Test
	void anOutcomeIsASentence() {
		assertThat(new Outcome(2, Result.UNREGISTERED, Set.of(), Duration.ofMillis(61)))
			.hasToString("guard: node 2 is unregistered (61 ms)");
		assertThat(new Outcome(2, Result.REFUSED, Set.of("emails-0"), Duration.ofMillis(5))).hasToString(
				"guard: node 2 is not unregistered, because no other living replica is in the ISR of emails-0 (5 ms)");
	}

	private Set<String> last(int dead, Map<Integer, GuardConnection> others) {
		return new LastReplicas(dead, new TreeMap<>(others), this.threads).find(Deadline.in(Duration.ofMillis(500)));
	}

	private Result unregister(GuardConnection... controllers) {
		return new Unregistration(2, List.of(controllers), this.threads).run(Deadline.in(Duration.ofSeconds(30)));
	}

	/** Reports one partition with this ISR. */
	private static GuardConnection isr(Integer... isr) {
		MetadataResponseData data = new MetadataResponseData();
		data.topics()
			.add(new MetadataResponseTopic().setName("emails")
				.setPartitions(List.of(new MetadataResponsePartition().setIsrNodes(List.of(isr)))));
		return new Answers(() -> Optional.of(new MetadataResponse(data, ApiKeys.METADATA.latestVersion())));
	}

	private static GuardConnection silent() {
		return new Answers(Optional::empty);
	}

	/** Gives these answers in turn, and the last again and again. */
	private static GuardConnection answering(Errors... errors) {
		Queue<Errors> left = new ArrayDeque<>(Stream.of(errors).toList());
		return new Answers(() -> {
			Errors next = (left.size() > 1) ? left.remove() : left.element();
			return answer(next);
		});
	}

	private static Optional<AbstractResponse> answer(Errors error) {
		return Optional.of(new UnregisterBrokerResponse(new UnregisterBrokerResponseData().setErrorCode(error.code())));
	}

	/** Never answers: only closing the connection ends a question. */
	private static final class Frozen extends GuardConnection {

		private final AtomicBoolean asking = new AtomicBoolean();

		private final CountDownLatch asked = new CountDownLatch(1);

		private final CountDownLatch closed = new CountDownLatch(1);

		private Frozen() {
			super("127.0.0.1:1");
		}

		@Override
		Optional<AbstractResponse> ask(AbstractRequest.Builder<?> question, BooleanSupplier wanted) {
			this.asking.set(true);
			this.asked.countDown();
			try {
				this.closed.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.asking.set(false);
			return Optional.empty();
		}

		@Override
		public void close() {
			this.closed.countDown();
		}

	}

	/** Is elected once it is told the end of the epoch. */
	private static final class Follower extends GuardConnection {

		private final int leader;

		private final int epoch;

		private final List<Integer> ended = new CopyOnWriteArrayList<>();

		private @Nullable Object connected = this;

		private Follower(int leader, int epoch) {
			super("127.0.0.1:1");
			this.leader = leader;
			this.epoch = epoch;
		}

		@Override
		@Nullable Object connected() {
			return this.connected;
		}

		@Override
		Optional<AbstractResponse> ask(AbstractRequest.Builder<?> question, BooleanSupplier wanted) {
			if (question instanceof EndQuorumEpochRequest.Builder end) {
				this.ended.add(end.build((short) 1).data().topics().get(0).partitions().get(0).leaderEpoch());
				return Optional.of(new EndQuorumEpochResponse(
						new EndQuorumEpochResponseData().setTopics(List.of(new TopicData().setPartitions(
								List.of(new PartitionData().setLeaderId(this.leader).setLeaderEpoch(this.epoch)))))));
			}
			return answer(this.ended.contains(this.epoch) ? Errors.NONE : Errors.NOT_CONTROLLER);
		}

	}

	/** A connection whose answers are known. */
	private static final class Answers extends GuardConnection {

		private final Callable<Optional<AbstractResponse>> answer;

		private Answers(Callable<Optional<AbstractResponse>> answer) {
			super("127.0.0.1:1");
			this.answer = answer;
		}

		@Override
		Optional<AbstractResponse> ask(AbstractRequest.Builder<?> question, BooleanSupplier wanted) {
			try {
				return this.answer.call();
			}
			catch (Exception ex) {
				return Optional.empty();
			}
		}

	}

}
