package dev.failoverlab.lab.run;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;

/**
 * All that a run has opened, closed in the reverse order, whoever closes first: the run
 * at its end, or another thread in the middle of it.
 */
final class CloseStack implements AutoCloseable {

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	private boolean closed;

	/**
	 * Takes charge of something.
	 * @param <T> what it is
	 * @param thing what was opened
	 * @return the thing
	 * @throws LabException when all was closed meanwhile; the thing is closed then, too
	 */
	<T extends AutoCloseable> T add(T thing) {
		synchronized (this) {
			if (!this.closed) {
				this.opened.push(thing);
				return thing;
			}
		}
		LabException ended = new LabException("The run was ended.");
		close(thing, ended);
		throw ended;
	}

	/** Closes everything, and then tells of the first thing that could not be closed. */
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
			LabException told = (failure != null) ? failure
					: new LabException("The run could not be ended in good order: " + ex.getMessage(), ex);
			if (failure != null) {
				failure.addSuppressed(ex);
			}
			return told;
		}
	}

}
