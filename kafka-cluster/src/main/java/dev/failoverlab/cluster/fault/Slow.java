package dev.failoverlab.cluster.fault;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Slowness;

/** Puts a node on a bad line. */
final class Slow extends NetworkFault {

	private static final Parameter<Duration> LATENCY = Parameter.optional("latency", ValueType.Time.ANY, Duration.ZERO,
			"How much later the node's answers come.");

	private static final Parameter<Integer> LOSS = Parameter.optional("loss", ValueType.Amount.PERCENT, 0,
			"How many of its packets are lost.");

	private static final Parameter<Integer> RATE = Parameter.optional("rate", ValueType.Amount.RATE, 0,
			"How much it can send in a second; 0kbit for no limit.");

	Slow() {
		super("slow", "What the node sends comes late, gets lost in part, or is limited",
				new Phrases("slowing", "is on a bad line", "is on a good line again"), LATENCY, LOSS, RATE);
	}

	@Override
	public void check(Values values) {
		if (slowness(values).equals(Slowness.NONE)) {
			throw new IllegalArgumentException("The fault slow needs a latency, a loss or a rate.");
		}
	}

	/** Any kernel can do that. */
	@Override
	public Values byHand() {
		return Values.NONE.with(LOSS, 10).with(RATE, 2_000);
	}

	@Override
	public String detail(Values values) {
		return slowness(values).inWords();
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return () -> NetworkedNode.of(node).slow(slowness(how.values()));
	}

	@Override
	Slowness slowness(Values values) {
		return new Slowness(values.get(LATENCY), values.get(LOSS), values.get(RATE));
	}

}
