package dev.failoverlab.producer;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.compose.ComposeBackend;

/** Whether tests with containers can run. */
final class DockerCheck {

	private DockerCheck() {
	}

	/**
	 * Asks Docker; the answer no is said in one line, since what is skipped must be seen.
	 * Where Docker is promised (FAILOVERLAB_REQUIRE_DOCKER=true) it is an error instead.
	 */
	static boolean isHere() {
		try {
			ComposeBackend.check();
			return true;
		}
		catch (ClusterException ex) {
			if ("true".equals(System.getenv("FAILOVERLAB_REQUIRE_DOCKER"))) {
				throw ex;
			}
			System.out.println("SKIPPED: the producer service on a container of Kafka. " + ex.getMessage());
			return false;
		}
	}

}
