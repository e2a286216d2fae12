package dev.failoverlab.cluster.compose;

import java.util.OptionalLong;

import dev.failoverlab.cluster.BackendNode;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.NodeAddress;

/** A node that can only be watched: every command to it is an error. */
final class WatchedNode extends BackendNode<WatchedProcess> {

	private final WatchedProcess process;

	WatchedNode(NodeSpec spec, NodeAddress address) {
		super(spec, address);
		this.process = new WatchedProcess(address.host(), address.brokerPort());
	}

	/** Begins to watch it. */
	void watch() {
		started(this.process);
	}

	@Override
	public OptionalLong pid() {
		return OptionalLong.empty();
	}

	@Override
	protected WatchedProcess launch() {
		throw this.process.onlyWatched("start");
	}

	@Override
	protected void disk(int disk, String what) {
		throw this.process.onlyWatched("exec");
	}

	@Override
	protected void deleteData() {
		throw this.process.onlyWatched("rm --volumes");
	}

}
