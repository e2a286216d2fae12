package dev.failoverlab.cluster.fault;

import java.util.concurrent.Callable;

import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.Effect;

/** Cuts a node off from others. */
abstract class CutFault extends NetworkFault {

	private final Cut from;

	CutFault(String word, String sentence, Phrases phrases, Cut from) {
		super(word, sentence, phrases);
		this.from = from;
	}

	/** A node that reaches the other nodes goes on leading. */
	@Override
	public boolean movesLeaders() {
		return this.from != Cut.CLIENTS;
	}

	@Override
	protected Callable<Effect> action(Node node, Circumstances how) {
		return () -> NetworkedNode.of(node).cutOff(this.from);
	}

}
