package dev.failoverlab.cluster.compose;

import java.util.List;

import dev.failoverlab.cluster.KafkaCluster;

/** What Docker says of a cluster. */
final class Containers {

	private Containers() {
	}

	/** The ids of all of a cluster's containers, sorted. */
	static List<String> of(KafkaCluster cluster) {
		String project = Docker.run("inspect", "--format", "{{index .Config.Labels \"com.docker.compose.project\"}}",
				((ComposeNode) cluster.node(1)).container());
		return Docker.run("ps", "--all", "--quiet", "--filter", "label=com.docker.compose.project=" + project)
			.lines()
			.sorted()
			.toList();
	}

}
