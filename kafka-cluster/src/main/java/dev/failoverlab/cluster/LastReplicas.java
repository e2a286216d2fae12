package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
 * others may go on naming a member that has died at the same time. Each ISR that any
 * broker reports with the dead one must have such a replica, because a broker that is cut
 * off reports an old ISR. This cannot be seen when no other broker answers in time.
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

	/** The ISR of each partition, as each broker that has answered reports it. */
	private final Map<Integer, Map<String, List<Integer>>> reports = new TreeMap<>();

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
		Set<String> last = last();
		for (int i = 0; i < this.others.size(); i++) {
			Answer next = next(answers, deadline.left(last.isEmpty() ? MORE_ANSWERS : AT_MOST));
			next.metadata().ifPresent((metadata) -> this.reports.put(next.from(), isrs(metadata)));
			last = last();
		}
		return last;
	}

	/** What follows from the answers until now. */
	private Set<String> last() {
		if (this.reports.isEmpty()) {
			return Set.of("any partition (no other broker answers)");
		}
		Set<String> last = new TreeSet<>();
		this.reports.values().forEach((isrs) -> isrs.forEach((partition, isr) -> {
			if (isr.contains(this.dead) && isr.stream().noneMatch((broker) -> isInSync(broker, partition))) {
				last.add(partition);
			}
		}));
		return last;
	}

	/** Whether the broker has answered, and reports itself in the ISR. */
	private boolean isInSync(Integer broker, String partition) {
		return this.reports.getOrDefault(broker, Map.of()).getOrDefault(partition, List.of()).contains(broker);
	}

	private static Map<String, List<Integer>> isrs(MetadataResponse metadata) {
		Map<String, List<Integer>> isrs = new HashMap<>();
		metadata.topicMetadata().forEach((topic) -> {
			for (PartitionMetadata partition : topic.partitionMetadata()) {
				isrs.put(topic.topic() + "-" + partition.partition(), partition.inSyncReplicaIds);
			}
		});
		return isrs;
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
