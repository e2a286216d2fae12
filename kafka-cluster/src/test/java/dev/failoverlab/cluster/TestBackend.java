package dev.failoverlab.cluster;

import java.util.function.Consumer;

import dev.failoverlab.cluster.compose.ComposeBackend;
import dev.failoverlab.cluster.process.ProcessBackend;
import org.opentest4j.TestAbortedException;

/** What nodes can be in tests. */
public enum TestBackend {

	/** Processes on this machine. */
	PROCESS,

	/** Containers. */
	COMPOSE;

	KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		return switch (this) {
			case PROCESS -> ProcessBackend.create(spec, progress);
			case COMPOSE -> ComposeBackend.create(spec, progress);
		};
	}

	/**
	 * Skips a test that cannot run here, and says so; where Docker is promised
	 * (FAILOVERLAB_REQUIRE_DOCKER=true) that is a failure instead.
	 * @param what what would be skipped
	 */
	public void require(String what) {
		if (this == PROCESS) {
			return;
		}
		try {
			ComposeBackend.check();
		}
		catch (ClusterException ex) {
			if ("true".equals(System.getenv("FAILOVERLAB_REQUIRE_DOCKER"))) {
				throw ex;
			}
			System.out.println("SKIPPED: " + what + ". " + ex.getMessage());
			throw new TestAbortedException(String.valueOf(ex.getMessage()), ex);
		}
	}

}
