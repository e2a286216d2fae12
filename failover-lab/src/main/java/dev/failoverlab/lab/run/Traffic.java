package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.Map;

import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.run.Progress;

/** What sends and receives in a run. */
interface Traffic {

	/**
	 * Starts it all and waits until it can be used; what is received becomes history from
	 * then on.
	 */
	void start();

	/** Waits until all partitions are read. */
	default void awaitReaders(Progress progress, Duration atMost) {
		progress.awaitReaders(atMost);
	}

	/**
	 * Waits until all that is in the log is handled.
	 * @param last the offset of the last record of each partition that has one
	 */
	default void awaitHandled(Map<Integer, Long> last, Progress progress, Duration atMost) {
		progress.awaitHandled(last, atMost);
	}

	/**
	 * Opens a sender.
	 * @param partition the partition that it sends to
	 * @param recorder where the sends are noted
	 * @return the sender
	 */
	Sender sender(int partition, Recorder recorder);

	/**
	 * Takes a service down and starts it again; returns when it can be used again.
	 * @param service {@code producer} or {@code consumer}
	 * @param with {@code stop} (SIGTERM) or {@code kill} (SIGKILL)
	 * @param down called once it is certainly down
	 * @throws LabException when it does not end, or cannot be used again, in time
	 */
	void restart(String service, String with, Runnable down);

}
