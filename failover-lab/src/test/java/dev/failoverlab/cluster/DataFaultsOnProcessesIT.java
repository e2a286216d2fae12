package dev.failoverlab.cluster;

class DataFaultsOnProcessesIT extends DataFaultsIT {

	DataFaultsOnProcessesIT() {
		super(TestBackend.PROCESS);
	}

}
