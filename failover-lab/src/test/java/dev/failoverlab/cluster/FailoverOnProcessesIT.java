package dev.failoverlab.cluster;

class FailoverOnProcessesIT extends FailoverIT {

	FailoverOnProcessesIT() {
		super(TestBackend.PROCESS);
	}

}
