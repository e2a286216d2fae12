package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How the partitions that one listener holds get on: which of them has stood still while
 * records wait. Safe for use by several threads.
 */
final class ListenerProgress {

	private final ConcurrentMap<TopicPartition, Standing> standings = new ConcurrentHashMap<>();

	/**
	 * Takes over what the cluster said.
	 * @param backlogs of all partitions that the listener holds
	 * @param at when it was asked
	 */
	void observe(Map<TopicPartition, Backlog> backlogs, Instant at) {
		this.standings.keySet().retainAll(backlogs.keySet());
		backlogs.forEach((partition, backlog) -> this.standings.compute(partition,
				(same, before) -> Standing.after(before, backlog, at)));
	}

	/**
	 * Partitions that have stood still for too long. While the cluster does not answer,
	 * nothing is known about them.
	 * @param bound how long is too long
	 * @return a sentence for each
	 */
	Stream<String> problems(Duration bound) {
		return this.standings.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().stood().compareTo(bound) > 0)
			.map((entry) -> entry.getKey() + " has stood at offset " + entry.getValue().backlog().position() + " for "
					+ entry.getValue().stood().toSeconds() + " s while " + entry.getValue().backlog().waiting()
					+ " records wait")
			.sorted();
	}

	/**
	 * A partition as last seen.
	 *
	 * @param backlog what the cluster said
	 * @param since from when on it has stood there with records waiting
	 * @param seen when the cluster was asked last
	 */
	private record Standing(Backlog backlog, Instant since, Instant seen) {

		static Standing after(@Nullable Standing before, Backlog backlog, Instant at) {
			boolean stands = before != null && backlog.waiting() > 0
					&& backlog.position() == before.backlog().position();
			return new Standing(backlog, (before != null && stands) ? before.since() : at, at);
		}

		Duration stood() {
			return Duration.between(this.since, this.seen);
		}

	}

}
