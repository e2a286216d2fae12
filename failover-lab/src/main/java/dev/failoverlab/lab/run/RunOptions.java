package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.cluster.ClusterSpec;

/**
 * How to play a scenario.
 *
 * @param directory a folder of the run's own, for history, reports and logs
 * @param backend what the nodes are
 * @param ports how the nodes' ports are chosen
 * @param seed the seed of all random choices: the same seed chooses the same targets and
 * sends the same load
 */
public record RunOptions(Path directory, Backend backend, ClusterSpec.Ports ports, long seed) {

	/** The same with another folder and another seed. */
	RunOptions with(Path directory, long seed) {
		return new RunOptions(directory, this.backend, this.ports, seed);
	}

}
