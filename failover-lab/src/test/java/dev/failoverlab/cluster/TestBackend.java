package dev.failoverlab.cluster;

import java.util.Map;
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

	/** Nodes that miss each other soon: these tests are not about how long that takes. */
	KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		ClusterSpec alert = spec
			.withOverrides(Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500"));
		return switch (this) {
			case PROCESS -> ProcessBackend.create(alert, progress);
			case COMPOSE -> ComposeBackend.create(alert, progress);
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
