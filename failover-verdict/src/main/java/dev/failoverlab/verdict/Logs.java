package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import org.jspecify.annotations.Nullable;

/**
 * The logs of all partitions, and what they say of an email. <em>The scan</em> is the
 * read_committed one if the history has one, else the read_uncommitted one, else the
 * polls take its place. It has <em>passed</em> an offset when it holds a higher one of
 * the partition or is complete there.
 */
final class Logs {

	private final int count;

	private final Map<Integer, PartitionLog> partitions = new HashMap<>();

	/** The scans that there are. */
	private long scans;

	Logs(int count) {
		this.count = count;
	}

	PartitionLog of(int partition) {
		return this.partitions.computeIfAbsent(partition, PartitionLog::new);
	}

	/** A scan took place, whether it found anything or not. */
	void scanned(boolean committed) {
		this.scans |= committed ? PartitionLog.COMMITTED : PartitionLog.UNCOMMITTED;
	}

	void bounds(long line, Event.Log log) {
		if (this.scans == 0) {
			throw new HistoryException(line,
					"says where the log of partition " + log.partition() + " ends, and no scan stands before it");
		}
		of(log.partition()).bounds(line, log);
	}

	void compareScans() {
		this.partitions.values().forEach(PartitionLog::compareScans);
	}

	/** The partitions of which the log was not read to its end. */
	List<Integer> incomplete() {
		return IntStream.range(0, this.count).filter((partition) -> !of(partition).isComplete()).boxed().toList();
	}

	/** Whether any of these scans is in the history. */
	boolean has(long scans) {
		return (this.scans & scans) != 0;
	}

	/**
	 * Every place in the log that something names, with the id that was met there first.
	 */
	Stream<Copy> places() {
		return this.partitions.values().stream().flatMap(PartitionLog::places);
	}

	/** The records of the log that were sent by no sender of the run. */
	long foreign() {
		return places().flatMap(Copy::here)
			.filter((copy) -> copy.isIn(this.scans) && !copy.email.isSend() && !copy.email.isWarmUp())
			.count();
	}

	/** The places at which the scan holds an email. */
	Stream<Copy> inScan(Email email) {
		return email.copies.stream().filter((copy) -> (scan() == 0) ? copy.polled != null : copy.isIn(scan()));
	}

	private long scan() {
		return has(PartitionLog.COMMITTED) ? PartitionLog.COMMITTED : this.scans;
	}

	/** Whether an acknowledged email is gone that the scan would have had to hold. */
	boolean isLost(Email email) {
		return isMissing(email) && !isRemoved(email) && isInTime(email) && hasPassed(email);
	}

	/** Whether an acknowledged email cannot be judged: retention removed its place. */
	boolean isRemoved(Email email) {
		if (!isMissing(email) || email.copies.stream().anyMatch((copy) -> copy.isIn(this.scans))) {
			return false;
		}
		PartitionLog log = of(email.partition);
		long offset = offset(email);
		return (offset != Email.UNKNOWN) ? offset < log.start() : log.isCut() && isInTime(email);
	}

	private boolean isMissing(Email email) {
		return email.isAcknowledged() && inScan(email).noneMatch((copy) -> copy.partition == email.partition);
	}

	/** Whether it was acknowledged before the log of its partition had been read. */
	private boolean isInTime(Email email) {
		return email.acknowledgedBy() < of(email.partition).boundsLine();
	}

	/**
	 * Behind an open transaction a scan of committed records holds nothing, though it was
	 * read to its end.
	 */
	private boolean hasPassed(Email email) {
		PartitionLog log = of(email.partition);
		Copy withheld = copy(email, (copy) -> copy.isIn(this.scans));
		long offset = (withheld != null) ? withheld.offset : offset(email);
		boolean further = offset != Email.UNKNOWN && log.highest(scan()) > offset;
		return (offset == Email.UNKNOWN || offset >= log.start())
				&& (further || (withheld == null && log.isComplete()));
	}

	/** Where it is by its acknowledgement, else by the polls. */
	private static long offset(Email email) {
		Copy polled = copy(email, (copy) -> copy.polled != null);
		return (email.offset != Email.UNKNOWN || polled == null) ? email.offset : polled.offset;
	}

	private static @Nullable Copy copy(Email email, java.util.function.Predicate<Copy> wanted) {
		return email.copies.stream()
			.filter((copy) -> copy.partition == email.partition && wanted.test(copy))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether an email of unknown outcome was handled, from a place that the log still
	 * has, and is in no scan of that partition.
	 */
	boolean isLostRead(Email email) {
		return email.outcome() == Event.Type.INFO && email.copies.stream().anyMatch((copy) -> {
			PartitionLog log = of(copy.partition);
			return copy.polled != null && copy.polled.line() < log.boundsLine() && log.isComplete()
					&& copy.offset >= log.start() && email.copies.stream()
						.noneMatch((other) -> other.partition == copy.partition && other.isIn(this.scans));
		});
	}

}
