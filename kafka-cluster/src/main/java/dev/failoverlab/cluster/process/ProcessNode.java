package dev.failoverlab.cluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.failoverlab.cluster.BackendNode;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.process.ChildProcess;

/** A node that is a process. */
final class ProcessNode extends BackendNode<ChildProcess> {

	private final NodeSpec spec;

	private final NodeLauncher launcher;

	ProcessNode(NodeSpec spec, NodeAddress address, NodeLauncher launcher) {
		super(spec.id(), address);
		this.spec = spec;
		this.launcher = launcher;
	}

	@Override
	public OptionalLong pid() {
		return alive().map((child) -> OptionalLong.of(child.pid())).orElseGet(OptionalLong::empty);
	}

	@Override
	public String brokerAddress() {
		return this.spec.roles().contains(Role.BROKER) ? address().broker() : "";
	}

	@Override
	public String controllerAddress() {
		return this.spec.roles().contains(Role.CONTROLLER) ? address().controller() : "";
	}

	@Override
	public Path logFile() {
		return this.launcher.log(this.spec);
	}

	@Override
	public List<Integer> ports() {
		List<Integer> ports = new ArrayList<>();
		if (this.spec.roles().contains(Role.BROKER)) {
			ports.add(address().brokerPort());
		}
		if (this.spec.roles().contains(Role.CONTROLLER)) {
			ports.add(address().controllerPort());
		}
		return ports;
	}

	@Override
	protected ChildProcess launch() {
		return this.launcher.launch(this.spec);
	}

	@Override
	protected void disk(int disk, String what) {
		this.launcher.disk(this.spec, disk, what);
	}

	@Override
	protected void deleteData() {
		this.launcher.wipe(this.spec);
	}

	/** Not during a start, whose process would be left running. */
	@Override
	public synchronized void end() {
		super.end();
	}

}
