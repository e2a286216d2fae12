package dev.failoverlab.cluster.compose;

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
import dev.failoverlab.cluster.Disks;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.PortCheck;
import dev.failoverlab.cluster.PortPlan;
import dev.failoverlab.cluster.Readiness;
import dev.failoverlab.cluster.VoterRemoval;

/** A cluster of containers. */
final class ComposeCluster extends AskedCluster {

	private static final Duration READY = Duration.ofMinutes(2);

	private final ClusterSpec spec;

	private final Consumer<String> progress;

	private final List<ComposeNode> nodes;

	private final ComposeProject project;

	private final NetworkTools tools;

	private final ClusterAdmin admin;

	private final Disks disks;

	private final VoterRemoval votes;

	private final Readiness readiness;

	private final Object bringingUp = new Object();

	private boolean up;

	private volatile boolean closed;

	ComposeCluster(ClusterSpec spec, Consumer<String> progress) {
		this.spec = spec;
		this.progress = progress;
		Map<Integer, NodeAddress> addresses = PortPlan.of(spec).addresses();
		this.nodes = spec.nodes()
			.stream()
			.map((node) -> new ComposeNode(node.id(), Objects.requireNonNull(addresses.get(node.id())),
					spec.directory(), this))
			.toList();
		this.project = new ComposeProject(spec, addresses);
		this.tools = new NetworkTools(spec.directory(), this.project.name());
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
		return ComposeBackend.capabilities();
	}

	@Override
	public void start() {
		if (!bringUp()) {
			this.nodes.stream().filter((node) -> node.state() == State.DOWN).forEach(ComposeNode::start);
		}
		awaitReady(READY);
	}

	/** Makes and starts the containers, unless that was done before. */
	private boolean bringUp() {
		synchronized (this.bringingUp) {
			if (this.closed) {
				throw new ClusterException("The cluster was closed and cannot start any more");
			}
			if (this.up) {
				return false;
			}
			PortCheck.awaitFree(this.nodes.stream().flatMap((node) -> node.ports().stream()).toList());
			this.progress.accept("containers: starting three (project " + this.project.name() + ")");
			this.project.up(this.nodes.stream().map(ComposeNode::service).toList());
			this.nodes.forEach((node) -> node.adopt(this.project.container(node.service())));
			this.up = true;
			return true;
		}
	}

	@Override
	public void awaitReady(Duration atMost) {
		this.readiness.await(atMost, () -> this.nodes.forEach(ComposeNode::checkNotFailed));
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

	/** What makes a container one of the project's, which it ends with. */
	String label() {
		return "com.docker.compose.project=" + this.project.name();
	}

	NetworkTools tools() {
		return this.tools;
	}

	/** Where the other nodes are in the network, as far as they run. */
	List<String> addressesWithout(ComposeNode one) {
		return this.nodes.stream()
			.filter((node) -> node != one)
			.map(ComposeNode::networkAddress)
			.filter((address) -> !address.isEmpty())
			.toList();
	}

	void setNetworks() {
		this.nodes.forEach(ComposeNode::setNetwork);
	}

	/**
	 * Also in the middle of a start, and by a thread that was told to end: what follows
	 * has to be waited for.
	 */
	@Override
	public void close() {
		boolean interrupted = Thread.interrupted();
		try {
			end();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private synchronized void end() {
		this.closed = true;
		this.admin.close();
		try {
			this.nodes.forEach(ComposeNode::end);
		}
		finally {
			this.project.close();
		}
	}

}
