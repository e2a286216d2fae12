package dev.failoverlab.lab.observe;

/** How long the start of the nodes took, until the cluster was ready. */
final class StartTime implements Observer {

	@Override
	public void observe(Inquiry inquiry) {
		inquiry.cluster().startTime().ifPresent((time) -> inquiry.note(ClusterQuestion.START_TIME, time.toMillis()));
	}

}
