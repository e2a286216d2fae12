package dev.failoverlab.verdict;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a run went over time, as coarse as a picture of it is: every send is in it, counted
 * together with those that were made at nearly the same moment and took nearly as long.
 * So none is left out, and a million of them take no more room than a thousand. Times are
 * in nanoseconds since the run began.
 *
 * @param from when the first send was made
 * @param to when the last one was answered, or made
 * @param slot how long a time slot is; slots are numbered from 0 at {@code from}
 * @param lanes the sends of each partition that had any; of {@link #MOST_LANES} at most
 * @param unshown how many more partitions had sends
 * @param faults in the order in which they were asked for
 * @param leaders changes of leaders, in their order
 */
public record ChartData(long from, long to, long slot, List<Lane> lanes, int unshown, List<FaultBand> faults,
		List<Leader> leaders) {

	/** How many time slots there are at most. */
	public static final int SLOTS = 480;

	/** How many partitions are shown at most. */
	public static final int MOST_LANES = 64;

	/** How many steps of latency there are to a tenfold. */
	public static final int STEPS = 12;

	/** Step 0 begins here, in nanoseconds; lower latencies are in it, too. */
	public static final long LOWEST = 10_000;

	public ChartData {
		lanes = List.copyOf(lanes);
		faults = List.copyOf(faults);
		leaders = List.copyOf(leaders);
	}

	/**
	 * The sends that led to one partition.
	 *
	 * @param partition the partition, from 0
	 * @param acknowledged how many were acknowledged
	 * @param unanswered how many were not: failed, or of unknown outcome
	 * @param slowest the longest that an acknowledgement took; 0 for none
	 * @param marks those that were acknowledged, by slot and step
	 * @param misses those that were not, by slot; their step is 0
	 */
	public record Lane(int partition, long acknowledged, long unanswered, long slowest, List<Mark> marks,
			List<Mark> misses) {

		public Lane {
			marks = List.copyOf(marks);
			misses = List.copyOf(misses);
		}

	}

	/**
	 * Sends of one moment that took equally long, as far as a picture can tell.
	 *
	 * @param slot the time slot in which they were made
	 * @param step how long they took: step {@code n} begins at {@link #LOWEST} times ten
	 * to the power of n divided by {@link #STEPS}
	 * @param count how many, 1 or more
	 */
	public record Mark(int slot, int step, int count) {
	}

	/**
	 * A fault.
	 *
	 * @param fault its word
	 * @param phrase what reports call it
	 * @param nodes the nodes that it hit
	 * @param asked when it was asked for or, if that is not known, first in force
	 * @param begin when it was certainly in force, or null when it never was
	 * @param end when it was healed, or null when it never was
	 */
	public record FaultBand(String fault, String phrase, List<Integer> nodes, long asked, @Nullable Long begin,
			@Nullable Long end) {

		public FaultBand {
			nodes = List.copyOf(nodes);
		}

	}

	/**
	 * A partition was told to have another leader.
	 *
	 * @param t when that was first told
	 * @param partition the partition
	 * @param before the leader before, or null for none
	 * @param after the leader from here on, or null for none
	 * @param line the line of the history that tells it
	 */
	public record Leader(long t, int partition, @Nullable Integer before, @Nullable Integer after, long line) {
	}

}
