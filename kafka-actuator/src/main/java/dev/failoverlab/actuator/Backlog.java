package dev.failoverlab.actuator;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer group has come in a partition.
 *
 * @param position the offset it would go on with: what it committed, or where the
 * partition begins when it committed nothing or what it committed is gone
 * @param waiting how many offsets there are from there to the partition's end
 */
record Backlog(long position, long waiting) {

	/** What is committed may be nothing, or gone. */
	static Backlog of(@Nullable OffsetAndMetadata committed, long start, long end) {
		long position = (committed != null) ? Math.max(committed.offset(), start) : start;
		return new Backlog(position, Math.max(0, end - position));
	}

}
