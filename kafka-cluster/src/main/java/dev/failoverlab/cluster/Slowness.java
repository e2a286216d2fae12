package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node's network is slowed, for other nodes and for clients.
 *
 * @param latency delay of packets to the node, and so of its answers; zero for no delay
 * @param lossPercent share of the packets it sends that are lost, 0 to 100
 * @param kbitPerSecond its send rate in kilobits per second; 0 for no limit
 */
public record Slowness(Duration latency, int lossPercent, int kbitPerSecond) {

	/** Not slowed. */
	public static final Slowness NONE = new Slowness(Duration.ZERO, 0, 0);

	private static final int ALL = 100;

	public Slowness {
		if (latency.isNegative() || lossPercent < 0 || lossPercent > ALL || kbitPerSecond < 0) {
			throw new IllegalArgumentException(
					"A node can be slowed by a latency of 0 or more, by a loss of 0 to 100 %, and to 1 kbit/s or more (0 is no limit), "
							+ "not by " + latency + ", " + lossPercent + " %, " + kbitPerSecond + " kbit/s.");
		}
	}

	/**
	 * A description.
	 * @return for example {@code 100 ms later, 5 % lost}, or an empty string for
	 * {@link #NONE}
	 */
	public String description() {
		List<String> words = new ArrayList<>();
		if (!this.latency.isZero()) {
			words.add(this.latency.toMillis() + " ms later");
		}
		if (this.lossPercent > 0) {
			words.add(this.lossPercent + " % lost");
		}
		if (this.kbitPerSecond > 0) {
			words.add(this.kbitPerSecond + " kbit/s at most");
		}
		return String.join(", ", words);
	}

}
