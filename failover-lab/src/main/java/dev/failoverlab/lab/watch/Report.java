package dev.failoverlab.lab.watch;

import java.util.List;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * What one node reports about a partition or the quorum. Reports with the same content
 * are equal.
 */
sealed interface Report {

	/** The subject of the report. */
	String about();

	/**
	 * The report as an event of the history.
	 * @param t the time of the event
	 * @param seenFrom the node that reported it
	 */
	Event event(long t, int seenFrom);

	/** A partition's state. */
	record PartitionState(int partition, @Nullable Integer leader, int epoch, List<Integer> isr,
			@Nullable List<Integer> elr, List<Integer> replicas) implements Report {

		@Override
		public String about() {
			return "partition " + this.partition;
		}

		@Override
		public Event event(long t, int seenFrom) {
			return new Event.Partition(t, this.partition, this.leader, this.epoch, this.isr, this.elr, this.replicas,
					seenFrom);
		}

	}

	/** The controller quorum. */
	record QuorumState(@Nullable Integer leader, long epoch, List<Integer> voters) implements Report {

		@Override
		public String about() {
			return "quorum";
		}

		@Override
		public Event event(long t, int seenFrom) {
			return new Event.Quorum(t, this.leader, this.epoch, this.voters, seenFrom);
		}

	}

}
