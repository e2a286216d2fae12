package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.cluster.ClusterSpec;

/**
 * How a scenario is played, whichever it is.
 *
 * @param directory a folder of the run's own, for history, report and logs
 * @param backend what the nodes are
 * @param ports how the nodes' ports are chosen
 * @param seed what chance begins with: the same seed chooses the same targets and sends
 * the same load
 */
public record RunOptions(Path directory, Backend backend, ClusterSpec.Ports ports, long seed) {

	/**
	 * The usual way: processes on the fixed ports.
	 * @param directory a folder of the run's own
	 * @return the options
	 */
	public static RunOptions in(Path directory) {
		return new RunOptions(directory, Backend.PROCESS, ClusterSpec.Ports.FIXED, 1);
	}

	/**
	 * The same in another folder.
	 * @param directory a folder of the run's own
	 * @return new options
	 */
	public RunOptions withDirectory(Path directory) {
		return new RunOptions(directory, this.backend, this.ports, this.seed);
	}

	/**
	 * The same on other nodes.
	 * @param backend what they are
	 * @return new options
	 */
	public RunOptions withBackend(Backend backend) {
		return new RunOptions(this.directory, backend, this.ports, this.seed);
	}

	/**
	 * The same with other ports for the nodes.
	 * @param ports how they are chosen
	 * @return new options
	 */
	public RunOptions withPorts(ClusterSpec.Ports ports) {
		return new RunOptions(this.directory, this.backend, ports, this.seed);
	}

	/**
	 * The same with another chance.
	 * @param seed what chance begins with
	 * @return new options
	 */
	public RunOptions withSeed(long seed) {
		return new RunOptions(this.directory, this.backend, this.ports, seed);
	}

}
