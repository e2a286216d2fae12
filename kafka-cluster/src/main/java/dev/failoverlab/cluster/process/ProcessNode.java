package dev.failoverlab.cluster.process;

import java.util.OptionalLong;

import dev.failoverlab.cluster.BackendNode;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.VoterAddition;
import dev.failoverlab.process.ChildProcess;
import org.jspecify.annotations.Nullable;

/** A node that is a process. */
final class ProcessNode extends BackendNode<ChildProcess> {

	private final NodeLauncher launcher;

	/** After a wipe, where a controller does not join by itself. */
	private @Nullable VoterAddition joining;

	private volatile boolean wiped;

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
		ChildProcess launched = this.launcher.launch(spec(), logFile());
		if (this.wiped && !this.launcher.joinByThemselves()) {
			this.joining = new VoterAddition(cluster().nodes(), cluster().client());
		}
		this.wiped = false;
		return launched;
	}

	@Override
	protected void disk(int disk, String what) {
		this.launcher.disk(spec(), disk, what);
	}

	@Override
	protected void deleteData() {
		this.launcher.wipe(spec());
		this.wiped = true;
	}

	/** Not during a start, whose process would be left running. */
	@Override
	public synchronized void end() {
		super.end();
		if (this.joining != null) {
			this.joining.close();
		}
	}

}
