package dev.failoverlab.lab.run;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was opened in the reverse order. Any thread can close it at any time: what
 * is added later is closed at once.
 */
public final class CloseStack implements AutoCloseable {

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	private boolean closed;

	/**
	 * Adds something to close.
	 * @param <T> its type
	 * @param thing what was opened
	 * @return the thing
	 * @throws LabException when the stack is closed already; then so is the thing
	 */
	public <T extends AutoCloseable> T add(T thing) {
		synchronized (this) {
			if (!this.closed) {
				this.opened.push(thing);
				return thing;
			}
		}
		LabException ended = new LabException("Closed before it was ready.");
		close(thing, ended);
		throw ended;
	}

	/**
	 * Closes everything, also when something fails to close. Can be repeated without
	 * harm.
	 * @throws LabException the first failure, with the others suppressed
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		LabException failure = null;
		while (!this.opened.isEmpty()) {
			failure = close(this.opened.pop(), failure);
		}
		if (failure != null) {
			throw failure;
		}
	}

	private static @Nullable LabException close(AutoCloseable thing, @Nullable LabException failure) {
		try {
			thing.close();
			return failure;
		}
		catch (Exception ex) {
			LabException first = (failure != null) ? failure
					: new LabException("Something could not be closed: " + ex.getMessage(), ex);
			if (failure != null) {
				failure.addSuppressed(ex);
			}
			return first;
		}
	}

}
