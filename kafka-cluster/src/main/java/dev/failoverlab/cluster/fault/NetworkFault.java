package dev.failoverlab.cluster.fault;

import java.util.Set;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.Slowness;

/** A fault of a node's network. */
abstract class NetworkFault extends NodeFault {

	NetworkFault(String word, String sentence, Phrases phrases, Parameter<?>... parameters) {
		super(word, sentence, phrases, Healing.NETWORK, State.RUNNING, parameters);
	}

	@Override
	public Set<Capability> needs() {
		return Set.of(Capability.NETWORK);
	}

	@Override
	public void prepare(KafkaCluster cluster, Values values) {
		super.prepare(cluster, values);
		NetworkedNode.of(cluster.nodes().get(0)).prepare(slowness(values));
	}

	Slowness slowness(Values values) {
		return Slowness.NONE;
	}

}
