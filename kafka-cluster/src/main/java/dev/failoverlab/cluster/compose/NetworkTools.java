package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Slowness;
import org.jspecify.annotations.Nullable;

/**
 * Takes hold of a container's network: a helper with {@code tc} and {@code iptables}
 * enters its network namespace for a moment, allowed to administer that and nothing else.
 */
final class NetworkTools {

	private static final String IMAGE = "failover-lab/network-tools:1";

	/** The first time, a base image and two packages have to be downloaded. */
	private static final Duration BUILD = Duration.ofMinutes(5);

	private final Path directory;

	private boolean built;

	NetworkTools(Path directory) {
		this.directory = directory;
	}

	/** Builds the helper's image, unless it is there. */
	synchronized void build() {
		if (!this.built && Docker.run("images", "--quiet", IMAGE).isEmpty()) {
			Path folder = this.directory.resolve("config").resolve("network-tools");
			Path file = ComposeFiles.write("network-tools.Dockerfile", folder);
			Docker.run(BUILD, List.of("build", "--tag", IMAGE, "--file", file.toString(), folder.toString()));
		}
		this.built = true;
	}

	/**
	 * Makes sure that the kernel can slow in this way, in a network of nobody's.
	 * @throws ClusterException when it cannot; the message tells what it lacks
	 */
	void check(Slowness how) {
		if (how.latency().isZero()) {
			return;
		}
		try {
			Docker.run(Docker.PATIENCE, List.of("run", "--rm", "--network", "none", "--cap-drop", "ALL", "--cap-add",
					"NET_ADMIN", IMAGE, "tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms"));
		}
		catch (ClusterException ex) {
			throw new ClusterException("The fault slow cannot add a latency here: the kernel under this Docker engine"
					+ " has no netem (sch_netem). A loss and a rate limit it can do", ex);
		}
	}

	/**
	 * Sets what befalls a container's network from now on; whatever was set before is
	 * gone.
	 */
	void set(String container, @Nullable Cut cut, Slowness how, List<String> otherNodes) {
		build();
		List<String> command = new ArrayList<>(List.of("run", "--rm", "--network", "container:" + container,
				"--cap-drop", "ALL", "--cap-add", "NET_ADMIN", IMAGE, "sh", "-c", ComposeFiles.read("network.sh"),
				"network", (cut != null) ? cut.name().toLowerCase(Locale.ROOT) : "none", "" + how.latency().toMillis(),
				"" + how.lossPercent(), "" + how.kbitPerSecond()));
		command.addAll(otherNodes);
		Docker.run(Docker.PATIENCE, command);
	}

}
