package dev.failoverlab.producer.send;

import org.springframework.util.unit.DataSize;

/** Bounds how many records, and how many bytes of them, wait at once. */
public class InFlightBudget {

	private final int maxRecords;

	private final long maxBytes;

	private int records;

	private long bytes;

	private boolean unlimited;

	/**
	 * Creates an unused budget.
	 * @param maxRecords how many records may wait at once
	 * @param maxBytes how large they may be together; a single record may be larger when
	 * nothing else waits
	 */
	public InFlightBudget(int maxRecords, DataSize maxBytes) {
		this.maxRecords = maxRecords;
		this.maxBytes = maxBytes.toBytes();
	}

	/**
	 * Takes room for a record, if there is any now.
	 * @param size the record's size in bytes
	 * @return whether there was room
	 */
	public synchronized boolean tryAcquire(long size) {
		boolean room = this.unlimited || this.records == 0
				|| (this.records < this.maxRecords && this.bytes + size <= this.maxBytes);
		if (room) {
			this.records++;
			this.bytes += size;
		}
		return room;
	}

	/**
	 * Takes room for a record, and waits for as long as there is none.
	 * @param size the record's size in bytes
	 * @throws InterruptedException when the thread is interrupted while it waits
	 */
	public synchronized void acquire(long size) throws InterruptedException {
		while (!tryAcquire(size)) {
			wait();
		}
	}

	/**
	 * Gives back the room of one record.
	 * @param size its size, as it was taken
	 */
	public synchronized void release(long size) {
		this.records--;
		this.bytes -= size;
		notifyAll();
	}

	/** Removes the limits: {@link #acquire} never waits any more. */
	public synchronized void removeLimits() {
		this.unlimited = true;
		notifyAll();
	}

	/**
	 * How many records wait.
	 * @return the number, 0 or higher
	 */
	public synchronized int records() {
		return this.records;
	}

}
