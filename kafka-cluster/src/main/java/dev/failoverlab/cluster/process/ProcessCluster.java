package dev.failoverlab.cluster.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.failoverlab.cluster.AskedCluster;
import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.ClusterAdmin;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.Disks;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.NodeSettings;
import dev.failoverlab.cluster.PortCheck;
import dev.failoverlab.cluster.PortPlan;
import dev.failoverlab.cluster.Readiness;
import dev.failoverlab.cluster.VoterRemoval;

/** A cluster of processes. */
final class ProcessCluster extends AskedCluster {

	private static final Duration READY = Duration.ofMinutes(2);

	private final ClusterSpec spec;

	private final List<ProcessNode> nodes;

	private final ClusterAdmin admin;

	private final Disks disks;

	private final VoterRemoval votes;

	private final Readiness readiness;

	ProcessCluster(ClusterSpec spec, Consumer<String> progress) {
		this.spec = spec;
		Map<Integer, NodeAddress> addresses = PortPlan.of(spec).addresses();
		NodeLauncher launcher = new NodeLauncher(spec, addresses, new NodeSettings(spec, addresses));
		this.nodes = spec.nodes()
			.stream()
			.map((node) -> new ProcessNode(node, Objects.requireNonNull(addresses.get(node.id())), launcher, this))
			.toList();
		this.admin = new ClusterAdmin(bootstrapServers());
		this.disks = new Disks(spec, this.admin);
		this.votes = new VoterRemoval(this.admin);
		this.readiness = new Readiness(this.nodes, this.admin, progress);
	}

	@Override
	public ClusterSpec spec() {
		return this.spec;
	}

	@Override
	public List<Node> nodes() {
		return List.copyOf(this.nodes);
	}

	@Override
	protected Set<Capability> backendCapabilities() {
		return ProcessBackend.capabilities();
	}

	@Override
	public void start() {
		List<ProcessNode> down = this.nodes.stream().filter((node) -> node.state() == State.DOWN).toList();
		PortCheck.awaitFree(down.stream().flatMap((node) -> node.ports().stream()).toList());
		down.forEach(ProcessNode::start);
		awaitReady(READY);
	}

	@Override
	public void awaitReady(Duration atMost) {
		this.readiness.await(atMost, () -> this.nodes.forEach(ProcessNode::checkNotFailed));
	}

	@Override
	protected ClusterAdmin admin() {
		return this.admin;
	}

	@Override
	protected Disks disks() {
		return this.disks;
	}

	VoterRemoval votes() {
		return this.votes;
	}

	@Override
	public void close() {
		this.admin.close();
		this.nodes.forEach(ProcessNode::end);
		this.nodes.forEach(ProcessNode::awaitEnd);
	}

	/** The node that is formatted as the first voter. */
	static NodeSpec firstController(ClusterSpec spec) {
		return spec.nodes()
			.stream()
			.filter((node) -> node.roles().contains(Role.CONTROLLER))
			.findFirst()
			.orElseThrow(() -> new ClusterException("A cluster needs a node that is a controller"));
	}

}
