package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Slowness;
import org.jspecify.annotations.Nullable;

/**
 * Changes a container's network: a short-lived helper container with {@code tc} and
 * {@code iptables} joins its network namespace, with the right to administer only that.
 * For a latency, a second helper keeps running.
 */
final class NetworkTools {

	private static final String IMAGE = "failover-lab/network-tools:2";

	/** The first build downloads a base image and some packages. */
	private static final Duration BUILD = Duration.ofMinutes(5);

	private final Path directory;

	/** The Compose project of the helpers that keep running: they end with it. */
	private final String project;

	/** By the id of the container whose network they are in. */
	private final Map<String, LatencyHelper> latencies = new ConcurrentHashMap<>();

	private final Map<String, LatencyHelper> ended = new ConcurrentHashMap<>();

	private boolean built;

	NetworkTools(Path directory, String project) {
		this.directory = directory;
		this.project = project;
	}

	/** What makes a container one of the project's, which it ends with. */
	String label() {
		return "com.docker.compose.project=" + this.project;
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
	 * Checks that the kernel can slow a network in this way.
	 * @throws ClusterException when it cannot; the message says what it lacks
	 */
	void check(Slowness how) {
		if (how.latency().isZero()) {
			return;
		}
		try {
			LatencyHelper.check();
		}
		catch (ClusterException ex) {
			throw new ClusterException("The fault slow cannot add a latency here: the kernel under this Docker engine"
					+ " does not queue packets for programs (nfnetlink_queue, xt_NFQUEUE). A loss and a rate limit"
					+ " work", ex);
		}
	}

	/**
	 * Sets how a container's network is cut and slowed from now on; what was set before
	 * is gone.
	 */
	void set(String container, @Nullable Cut cut, Slowness how, List<String> otherNodes) {
		build();
		LatencyHelper present = this.latencies.get(container);
		if (present == null || !present.serves(container, how.latency())) {
			endLatency(container);
			if (!how.latency().isZero()) {
				this.latencies.put(container, LatencyHelper.start(label(), container, how.latency()));
			}
		}
		setRules(container, cut, how, otherNodes);
	}

	/** Ends a container's latency, if there is one, also when the container is down. */
	void endLatency(String container) {
		LatencyHelper helper = this.latencies.remove(container);
		if (helper != null) {
			helper.end();
			this.ended.put(container, helper);
		}
	}

	/**
	 * Removes the helper of a container's latency after that was ended.
	 * @throws ClusterException when the helper had ended by itself before
	 */
	void clearUp(String container) {
		LatencyHelper helper = this.ended.remove(container);
		if (helper != null) {
			helper.remove();
		}
	}

	private static void setRules(String container, @Nullable Cut cut, Slowness how, List<String> otherNodes) {
		List<String> command = new ArrayList<>(command(List.of("--rm", "--network", "container:" + container), "sh",
				"-c", ComposeFiles.read("network.sh"), "network",
				(cut != null) ? cut.name().toLowerCase(Locale.ROOT) : "none", "" + how.latency().toMillis(),
				"" + how.lossPercent(), "" + how.kbitPerSecond()));
		command.addAll(otherNodes);
		Docker.run(Docker.TIMEOUT, command);
	}

	/** The command that runs a helper with the right to administer only its network. */
	static List<String> command(List<String> options, String... command) {
		return Stream
			.of(List.of("run"), options, List.of("--cap-drop", "ALL", "--cap-add", "NET_ADMIN", IMAGE),
					List.of(command))
			.flatMap(List::stream)
			.toList();
	}

}
