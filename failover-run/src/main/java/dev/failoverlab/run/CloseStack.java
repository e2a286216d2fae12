package dev.failoverlab.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.common.utils.Utils;

/**
 * Closes what was opened in the reverse order. Any thread can close it at any time: what
 * is added later is closed at once.
 */
public final class CloseStack implements AutoCloseable {

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	private volatile boolean closed;

	/**
	 * Adds something to close.
	 * @param <T> its type
	 * @param thing what was opened
	 * @return the thing
	 * @throws RunException when the stack is closed already; then so is the thing
	 */
	public <T extends AutoCloseable> T add(T thing) {
		synchronized (this) {
			if (!this.closed) {
				this.opened.push(thing);
				return thing;
			}
		}
		Utils.closeQuietly(thing, "what came too late");
		throw new RunException("Closed before it was ready.");
	}

	/**
	 * Closes everything, also when something fails to close. Can be repeated without
	 * harm.
	 * @throws RunException with the first failure; the log has all
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		AtomicReference<Throwable> first = new AtomicReference<>();
		while (!this.opened.isEmpty()) {
			Utils.closeQuietly(this.opened.pop(), "a part of the run", first);
		}
		Throwable failure = first.get();
		if (failure != null) {
			throw new RunException("Something could not be closed: " + failure.getMessage(), failure);
		}
	}

	/** Whether {@link #close} was called. */
	public boolean isClosed() {
		return this.closed;
	}

}
