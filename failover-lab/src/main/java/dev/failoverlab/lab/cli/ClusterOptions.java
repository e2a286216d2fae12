package dev.failoverlab.lab.cli;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.lab.run.Backend;
import picocli.CommandLine.Option;

/** The cluster to start. */
final class ClusterOptions {

	@Option(names = "--cluster", paramLabel = "process|compose", defaultValue = "process",
			description = "What the nodes are: processes on this machine (the default) or containers of Docker Compose.")
	Backend backend = Backend.PROCESS;

	@Option(names = "--ports", paramLabel = "fixed|auto", defaultValue = "fixed",
			description = "All ports that are not given: the fixed ones (the default) or free ones.")
	ClusterSpec.Ports ports = ClusterSpec.Ports.FIXED;

}
