package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a history says of sends, logs and reads, once all of it is read: anomalies are
 * counted on it.
 *
 * @param emails every id
 * @param logs the log of every partition
 * @param neighbours what consumers handled out of turn
 * @param consumerIsolation the scans that hold what the consumer is handed
 * @param compacted whether records can be gone from the log though nothing is wrong
 * @param share what the members of a share group did
 */
record Tables(Emails emails, Logs logs, Neighbours neighbours, long consumerIsolation, boolean compacted,
		ShareGroup share) {

	Stream<Email> sends() {
		return this.emails.sends();
	}

	/** Whether the consumers are members of a share group. */
	boolean isShared() {
		return this.share.isThere();
	}

	boolean readsCommitted() {
		return this.consumerIsolation == PartitionLog.COMMITTED;
	}

	/** Why what is gone from the log cannot be judged, or null when it can. */
	@Nullable String compaction() {
		return this.compacted ? "the topic is compacted" : null;
	}

	static long isolation(String isolation) {
		return isolation.equals(Event.READ_COMMITTED) ? PartitionLog.COMMITTED : PartitionLog.UNCOMMITTED;
	}

}
