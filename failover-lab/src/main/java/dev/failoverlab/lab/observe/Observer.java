package dev.failoverlab.lab.observe;

/** A question to a cluster, or an experiment with separate topics. */
interface Observer {

	/**
	 * Asks, and records what was seen.
	 * @param inquiry the cluster, and where to record
	 * @throws dev.failoverlab.lab.LabException when the cluster does not answer in time
	 */
	void observe(Inquiry inquiry);

}
