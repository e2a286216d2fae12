package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;

/**
 * Finds the partitions of which a dead broker may be the last in-sync replica that is
 * alive. Another replica counts only if it answers now and reports itself in the ISR: the
 * others may go on naming a member that has died at the same time.
 */
final class LastReplicas {

	/**
	 * The check gives up early: an outage at Kafka's own speed is better than a guess.
	 */
	private static final Duration AT_MOST = Duration.ofSeconds(1);

	/** How long to wait for those that could know of a newer topic. */
	private static final Duration MORE_ANSWERS = Duration.ofMillis(30);

	private final int dead;

	private final Map<Integer, GuardConnection> others;

	private final Executor threads;

	/** Partitions with the dead broker in the ISR, as anyone reports it. */
	private final Set<String> affected = new TreeSet<>();

	/** Partitions with an in-sync replica that lives. */
	private final Set<String> safe = new TreeSet<>();

	LastReplicas(int dead, Map<Integer, GuardConnection> others, Executor threads) {
		this.dead = dead;
		this.others = others;
		this.threads = threads;
	}

	/** Names of partitions; empty when the broker is nowhere the last. */
	Set<String> find(Deadline whole) {
		Deadline deadline = Deadline.in(whole.left(AT_MOST));
		BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
		this.others
			.forEach((id, broker) -> this.threads.execute(() -> answers.add(new Answer(id, ask(broker, deadline)))));
		boolean answered = false;
		for (int i = 0; i < this.others.size(); i++) {
			boolean enough = answered && this.safe.containsAll(this.affected);
			answered |= take(next(answers, deadline.left(enough ? MORE_ANSWERS : AT_MOST)));
		}
		this.affected.removeAll(this.safe);
		return answered ? this.affected : Set.of("any partition (no other broker answers)");
	}

	/** Whether it is an answer. */
	private boolean take(Answer answer) {
		answer.metadata().ifPresent((said) -> said.topicMetadata().forEach((topic) -> {
			for (PartitionMetadata partition : topic.partitionMetadata()) {
				String name = topic.topic() + "-" + partition.partition();
				if (partition.inSyncReplicaIds.contains(this.dead)) {
					this.affected.add(name);
				}
				if (partition.inSyncReplicaIds.contains(answer.from())) {
					this.safe.add(name);
				}
			}
		}));
		return answer.metadata().isPresent();
	}

	/** A connection that broke before is opened anew by the second question. */
	private static Optional<MetadataResponse> ask(GuardConnection broker, Deadline deadline) {
		Optional<AbstractResponse> answer = broker.ask(MetadataRequest.Builder.allTopics());
		while (answer.isEmpty() && !deadline.passed()) {
			deadline.poll();
			answer = broker.ask(MetadataRequest.Builder.allTopics());
		}
		return answer.map(MetadataResponse.class::cast);
	}

	private static Answer next(BlockingQueue<Answer> answers, Duration atMost) {
		try {
			Answer next = answers.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
			return (next != null) ? next : Answer.NONE;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Answer.NONE;
		}
	}

	private record Answer(int from, Optional<MetadataResponse> metadata) {

		private static final Answer NONE = new Answer(-1, Optional.empty());

	}

}
