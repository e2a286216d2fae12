package dev.failoverlab.lab.scenario;

import dev.failoverlab.lab.history.Recorder;
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

}
