package dev.failoverlab.run;

import java.util.List;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one fault have in common.
 *
 * @param fault the fault
 * @param nodes the nodes that it is inflicted on; none when it is about a service
 * @param target the target as it was asked for
 */
record FaultNote(Fault fault, List<Node> nodes, String target) {

	List<Integer> ids() {
		return this.nodes.stream().map(Node::id).toList();
	}

	Event.FaultChange event(long t, String type, @Nullable String error) {
		Integer node = (this.nodes.size() == 1) ? ids().get(0) : null;
		List<Integer> several = (this.nodes.size() > 1) ? ids() : null;
		return new Event.FaultChange(t, type, this.fault.word(), node, several, this.target,
				this.fault.phrases().noun(), this.fault.stopsProcess(), this.fault.isPlanned() ? true : null, error);
	}

}
