package dev.failoverlab.lab.run;

import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.load.Sender;

/** What sends and receives in a run. */
interface Traffic {

	/**
	 * Starts it all and waits until it can be used; what is received becomes history from
	 * then on.
	 */
	void start();

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
