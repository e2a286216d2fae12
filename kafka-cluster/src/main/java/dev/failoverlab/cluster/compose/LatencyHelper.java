package dev.failoverlab.cluster.compose;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.cluster.ClusterException;

/**
 * A container in a node's network that delays incoming packets as long as it runs. The
 * kernel's netem could do that, but many kernels are built without it.
 *
 * @param container the helper's own id
 * @param latency how long it delays each packet
 * @param life when the node was started: each start creates a new network
 */
record LatencyHelper(String container, Duration latency, String life) {

	/**
	 * Checks the kernel, in a separate network.
	 * @throws ClusterException when it does not queue packets for programs
	 */
	static void check() {
		Docker.run(Docker.TIMEOUT, NetworkTools.command(List.of("--rm", "--network", "none"), "sh", "-c",
				"iptables -t mangle -A PREROUTING -j NFQUEUE --queue-num 0 --queue-bypass && python3 -c \"$1\" 0",
				"latency", ComposeFiles.read("latency.py")));
	}

	/**
	 * Starts a helper, which ends with the project at the latest. It does nothing yet:
	 * {@code network.sh} waits for it and then sends it the packets.
	 */
	static LatencyHelper start(String label, String node, Duration latency) {
		String life = Container.look(node).startedAt();
		List<String> options = List.of("--detach", "--label", label, "--network", "container:" + node);
		String container = Docker.run(Docker.TIMEOUT, NetworkTools.command(options, "sh", "-c",
				"exec python3 -c \"$1\" $2 2>&1", "latency", ComposeFiles.read("latency.py"), "" + latency.toMillis()));
		return new LatencyHelper(container, latency, life);
	}

	/** Whether it already provides this latency to this start of the node. */
	boolean serves(String node, Duration latency) {
		return this.latency.equals(latency) && this.life.equals(Container.look(node).startedAt());
	}

	/**
	 * Forwards the delayed packets and ends. Before that, no other helper can work in
	 * this network.
	 */
	void end() {
		Docker.run("stop", this.container);
	}

	/**
	 * Removes the container after its end.
	 * @throws ClusterException when it had ended too early, so the node was not slow
	 */
	void remove() {
		int status = Container.look(this.container).exitStatus();
		String words = (status != 0) ? Docker.run("logs", this.container) : "";
		Docker.run("rm", this.container);
		if (status != 0) {
			throw new ClusterException("The latency of " + this.latency.toMillis() + " ms ended too early: "
					+ "the container that delays the packets ended by itself with exit status " + status + ". "
					+ words);
		}
	}

}
