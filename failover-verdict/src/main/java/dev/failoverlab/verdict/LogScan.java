package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the log in the end. <em>The scan</em> is the read_committed one if the
 * history has one, else the read_uncommitted one, else the polls stand in for it. It has
 * <em>passed</em> an offset when it holds a higher one of the partition or is complete
 * there: a {@code log} event says that it was read to its end.
 */
final class LogScan {

	private final SendTable sends;

	private final List<Offsets> committed;

	private final List<Offsets> uncommitted;

	private final long[] highestPolled;

	private final Event.@Nullable Log[] logs;

	private boolean hasCommitted;

	private boolean hasUncommitted;

	LogScan(int partitions, SendTable sends) {
		this.sends = sends;
		this.committed = offsets(partitions);
		this.uncommitted = offsets(partitions);
		this.highestPolled = new long[partitions];
		java.util.Arrays.fill(this.highestPolled, -1);
		this.logs = new Event.Log[partitions];
	}

	private static List<Offsets> offsets(int partitions) {
		return new ArrayList<>(Stream.generate(Offsets::new).limit(partitions).toList());
	}

	void begun(String isolation) {
		this.hasCommitted |= isolation.equals(Event.READ_COMMITTED);
		this.hasUncommitted |= isolation.equals(Event.READ_UNCOMMITTED);
	}

	void scanned(Event.Position record, String isolation) {
		offsets(isolation).get(record.partition()).add(record.offset());
	}

	void polled(Event.Position record) {
		this.highestPolled[record.partition()] = Math.max(this.highestPolled[record.partition()], record.offset());
	}

	void bounds(Event.Log log) {
		this.logs[log.partition()] = log;
	}

	/** Whether the history has a scan in this isolation. */
	boolean has(String isolation) {
		return isolation.equals(Event.READ_COMMITTED) ? this.hasCommitted : this.hasUncommitted;
	}

	/** Whether a scan in this isolation holds a record in a range of offsets. */
	boolean any(String isolation, int partition, long from, long to) {
		return offsets(isolation).get(partition).any(from, to);
	}

	boolean isComplete(int partition) {
		return this.logs[partition] != null;
	}

	/** The partitions of which the log was not read to its end. */
	List<Integer> incomplete() {
		List<Integer> incomplete = new ArrayList<>();
		for (int partition = 0; partition < this.logs.length; partition++) {
			if (!isComplete(partition)) {
				incomplete.add(partition);
			}
		}
		return incomplete;
	}

	/** Whether the scan holds the id. */
	boolean holds(int id) {
		if (this.hasCommitted) {
			return this.sends.inScan(id, Event.READ_COMMITTED);
		}
		return this.hasUncommitted ? this.sends.inScan(id, Event.READ_UNCOMMITTED) : this.sends.deliveries(id) > 0;
	}

	/**
	 * Whether the scan would hold a record there if there were one.
	 * @param partition the partition
	 * @param offset the offset, or -1 when it is not known
	 */
	boolean passed(int partition, long offset) {
		Event.Log log = this.logs[partition];
		if (offset >= 0 && log != null && offset < log.start()) {
			return false;
		}
		return log != null || (offset >= 0 && highest(partition) > offset);
	}

	private long highest(int partition) {
		if (this.hasCommitted || this.hasUncommitted) {
			return offsets(this.hasCommitted ? Event.READ_COMMITTED : Event.READ_UNCOMMITTED).get(partition).highest();
		}
		return this.highestPolled[partition];
	}

	private List<Offsets> offsets(String isolation) {
		return isolation.equals(Event.READ_COMMITTED) ? this.committed : this.uncommitted;
	}

}
