package dev.failoverlab.cluster.compose;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

import dev.failoverlab.cluster.AskedCluster;
import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterSpec;

/** A cluster that others run, and that is only watched. */
final class WatchedCluster extends AskedCluster {

	WatchedCluster(ClusterSpec spec, List<WatchedNode> nodes, Consumer<String> progress) {
		super(spec, EnumSet.noneOf(Capability.class), nodes, progress);
		nodes.forEach(WatchedNode::watch);
	}

	/** Its nodes are others' to end. */
	@Override
	public void close() {
		disconnect();
	}

}
