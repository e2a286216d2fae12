package dev.failoverlab.lab.run;

import java.util.List;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;

/** Heals several nodes, not all of which may be affected. */
final class EachNode {

	private EachNode() {
	}

	/** Tries it with each; throws what went wrong first when all were tried. */
	static void of(List<Node> nodes, Consumer<Node> action) {
		ClusterException failure = null;
		for (Node node : nodes) {
			try {
				action.accept(node);
			}
			catch (ClusterException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
