package dev.failoverlab.cluster.process;

import java.util.OptionalLong;

import dev.failoverlab.cluster.BackendNode;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.process.ChildProcess;

/** A node that is a process. */
final class ProcessNode extends BackendNode<ChildProcess> {

	private final NodeLauncher launcher;

	ProcessNode(NodeSpec spec, NodeAddress address, NodeLauncher launcher) {
		super(spec, address);
		this.launcher = launcher;
	}

	@Override
	public OptionalLong pid() {
		return alive().map((child) -> OptionalLong.of(child.pid())).orElseGet(OptionalLong::empty);
	}

	@Override
	protected ChildProcess launch() {
		return this.launcher.launch(spec(), logFile());
	}

	@Override
	protected void disk(int disk, String what) {
		this.launcher.disk(spec(), disk, what);
	}

	@Override
	protected void deleteData() {
		this.launcher.wipe(spec());
	}

	/** Not during a start, whose process would be left running. */
	@Override
	public synchronized void end() {
		super.end();
	}

}
