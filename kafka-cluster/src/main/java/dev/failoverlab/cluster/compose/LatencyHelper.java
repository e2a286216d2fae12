package dev.failoverlab.cluster.compose;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.cluster.ClusterException;

/**
 * A container in the network of a node's that holds back what comes in, as long as it
 * runs. Netem of the kernel's own would do, but many kernels are built without it.
 *
 * @param container the helper's own id
 * @param latency how long it holds a packet back
 * @param life when the node was started: each time, its network is another
 */
record LatencyHelper(String container, Duration latency, String life) {

	/**
	 * Asks the kernel, in a network of its own.
	 * @throws ClusterException when it has no queues for programs
	 */
	static void check() {
		Docker.run(Docker.TIMEOUT, NetworkTools.command(List.of("--rm", "--network", "none"), "sh", "-c",
				"iptables -t mangle -A PREROUTING -j NFQUEUE --queue-num 0 --queue-bypass && python3 -c \"$1\" 0",
				"latency", ComposeFiles.read("latency.py")));
	}

	/**
	 * Starts one, which ends with the project at the latest. It does nothing yet:
	 * {@code network.sh} waits for it and then sends it the packets.
	 */
	static LatencyHelper start(String label, String node, Duration latency) {
		String life = Container.look(node).startedAt();
		List<String> options = List.of("--detach", "--label", label, "--network", "container:" + node);
		String container = Docker.run(Docker.TIMEOUT, NetworkTools.command(options, "sh", "-c",
				"exec python3 -c \"$1\" $2 2>&1", "latency", ComposeFiles.read("latency.py"), "" + latency.toMillis()));
		return new LatencyHelper(container, latency, life);
	}

	/** Whether there is no need of another. */
	boolean serves(String node, Duration latency) {
		return this.latency.equals(latency) && this.life.equals(Container.look(node).startedAt());
	}

	/** Hands on what is held. Until its end, no other helper can hold anything there. */
	void end() {
		Docker.run("stop", this.container);
	}

	/**
	 * Removes what has ended.
	 * @throws ClusterException when it had not run to the end, and the node was not slow
	 */
	void remove() {
		int status = Container.look(this.container).exitStatus();
		String words = (status != 0) ? Docker.run("logs", this.container) : "";
		Docker.run("rm", this.container);
		if (status != 0) {
			throw new ClusterException("The latency of " + this.latency.toMillis() + " ms was over before its time: "
					+ "what held the packets back ended by itself with exit status " + status + ". " + words);
		}
	}

}
