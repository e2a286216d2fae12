package dev.failoverlab.lab.observe;

/** One question to a cluster, or an experiment on topics of its own. */
interface Observer {

	/**
	 * Asks, and notes what was seen.
	 * @param inquiry the cluster, and where to note
	 * @throws dev.failoverlab.lab.LabException when the cluster does not answer in time
	 */
	void observe(Inquiry inquiry);

}
