package dev.failoverlab.lab.run;

import dev.failoverlab.lab.LabException;
import org.jspecify.annotations.Nullable;

/**
 * The run that is going on, of several in turn: another thread can end it, and then none
 * follows.
 */
public final class CurrentRun implements AutoCloseable {

	private final String ended;

	private @Nullable ScenarioRunner runner;

	private boolean closed;

	/**
	 * Without a run yet.
	 * @param ended the message when a run begins after the end
	 */
	public CurrentRun(String ended) {
		this.ended = ended;
	}

	/**
	 * Makes a run the current one.
	 * @param runner the run
	 * @throws LabException after the end
	 */
	public synchronized void begin(ScenarioRunner runner) {
		if (this.closed) {
			throw new LabException(this.ended);
		}
		this.runner = runner;
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

	/**
	 * Ends the current run and every process of it. Can be called from another thread,
	 * and repeated without harm.
	 */
	@Override
	public void close() {
		ScenarioRunner current;
		synchronized (this) {
			this.closed = true;
			current = this.runner;
		}
		if (current != null) {
			current.close();
		}
	}

}
