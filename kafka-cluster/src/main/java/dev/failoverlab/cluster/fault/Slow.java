package dev.failoverlab.cluster.fault;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;
import dev.failoverlab.cluster.Slowness;

/** Slows a node's network. */
final class Slow extends NetworkFault {

	private static final Parameter<Duration> LATENCY = Parameter.optional("latency", ValueType.Time.ANY, Duration.ZERO,
			"How much the node's answers are delayed.");

	private static final Parameter<Integer> LOSS = Parameter.optional("loss", ValueType.Amount.PERCENT, 0,
			"The share of its packets that is lost.");

	private static final Parameter<Integer> RATE = Parameter.optional("rate", ValueType.Amount.RATE, 0,
			"How much it can send in a second; 0kbit for no limit.");

	Slow() {
		super("slow", "The node's network has latency, packet loss or a rate limit",
				new Phrases("slow network", "has a slow network", "has a normal network again"), LATENCY, LOSS, RATE);
	}

	@Override
	public void check(Values values) {
		if (slowness(values).equals(Slowness.NONE)) {
			throw new IllegalArgumentException("The fault slow needs a latency, a loss or a rate.");
		}
	}

	/** Values that every kernel supports. */
	@Override
	public Values byHand() {
		return Values.NONE.with(LOSS, 10).with(RATE, 2_000);
	}

	@Override
	public String detail(Values values) {
		return slowness(values).description();
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
