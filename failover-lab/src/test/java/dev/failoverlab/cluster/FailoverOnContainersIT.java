package dev.failoverlab.cluster;

class FailoverOnContainersIT extends FailoverIT {

	FailoverOnContainersIT() {
		super(TestBackend.COMPOSE);
	}

}
