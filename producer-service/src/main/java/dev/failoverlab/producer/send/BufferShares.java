package dev.failoverlab.producer.send;

/**
 * Divides the producer's buffer memory at start-up: single emails and batches each have a
 * share of their own, so {@code send()} never waits for memory, and when one share is
 * full the other is still free.
 */
public class BufferShares {

	/**
	 * Batches that a partition may keep besides full ones: those in flight and the open
	 * one.
	 */
	private static final int PARTLY_FILLED_BATCHES = 6;

	private final long shareable;

	private long shared;

	BufferShares(ProducerLimits limits, int partitions) {
		// A batch is closed when the next record does not fit, so that any two neighbours
		// are more than half full: records take at most twice their size.
		this.shareable = (limits.bufferBytes() - (long) PARTLY_FILLED_BATCHES * partitions * limits.batchBytes()) / 2;
	}

	/**
	 * Takes a share, which is never given back.
	 * @param user whose share it is, for the message
	 * @param bytes its size
	 * @throws IllegalStateException when the memory does not suffice; the message says
	 * which setting to change
	 */
	public synchronized void take(String user, long bytes) {
		if (this.shared + bytes > this.shareable) {
			throw new IllegalStateException(
					"The producer's buffer.memory is too small: %s may have %d bytes of records waiting, others %d, and it holds %d safely. Raise buffer.memory, or lower their limits."
						.formatted(user, bytes, this.shared, Math.max(0, this.shareable)));
		}
		this.shared += bytes;
	}

}
