package dev.failoverlab.run;

import java.util.Optional;
import java.util.Set;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/** How far a run has come, as its nodes and clients report it. */
public interface RunState {

	/**
	 * The newest report of a partition.
	 * @param number the partition, from 0
	 * @return the report, or empty before the first
	 */
	Optional<Event.Partition> partition(int number);

	/**
	 * The active controller.
	 * @return its node id, or -1 when none is known
	 */
	int activeController();

	/** The nodes of the latest fault of nodes. */
	Set<Integer> faulted();

	/**
	 * Who led a partition when the latest fault of nodes was requested.
	 * @return the node's id, or null when no leader was known
	 */
	@Nullable Integer leaderBeforeFault(int partition);

	/**
	 * How many sends were acknowledged so far.
	 * @return the count, warm-up not included
	 */
	long acknowledged();

}
