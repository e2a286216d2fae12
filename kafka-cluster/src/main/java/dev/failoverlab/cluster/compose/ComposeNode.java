package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.failoverlab.cluster.BackendNode;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Disks;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.Slowness;
import org.jspecify.annotations.Nullable;

/**
 * A node that is a container. Every command first asks Docker for the container's state.
 */
final class ComposeNode extends BackendNode<ContainerProcess> implements NetworkedNode {

	/** The directory of a container's volume. */
	private static final Path DATA = Path.of("/var/lib/kafka/data");

	private final Path directory;

	private final NetworkTools tools;

	private volatile @Nullable String container;

	private volatile @Nullable Cut cut;

	private volatile Slowness slowness = Slowness.NONE;

	ComposeNode(NodeSpec spec, NodeAddress address, Path directory, NetworkTools tools) {
		super(spec, address);
		this.directory = directory.toAbsolutePath();
		this.tools = tools;
	}

	/** The node's name in {@code docker-compose.yml}. */
	String service() {
		return ComposeBackend.service(id());
	}

	/** The engine may run on another machine, or in a virtual one. */
	@Override
	public OptionalLong pid() {
		return OptionalLong.empty();
	}

	/** Takes over the container, which has been started. */
	synchronized void adopt(String container) {
		this.container = container;
		started(follow());
	}

	/** Takes in what Docker reports, and whether others did it. */
	boolean isByOthers(ContainerEvent event) {
		boolean others = event.action().equals("start") ? isStartedByOthers(event.container())
				: latest().filter((process) -> process.isByOthers(event)).isPresent();
		if (others && event.action().equals("start")) {
			all().forEach(ComposeNode::setNetwork);
		}
		return others;
	}

	/** Waits for a start of this JVM's own, which reports itself. */
	private synchronized boolean isStartedByOthers(String container) {
		boolean known = latest().filter((process) -> process.isLastOf(container)).isPresent();
		if (!known) {
			adopt(container);
		}
		return !known;
	}

	/** Leaves the container as it is. */
	void leave() {
		latest().ifPresent(ContainerProcess::leave);
	}

	@Override
	public Effect start() {
		Effect effect = super.start();
		if (effect.changed()) {
			// A started container has a new network, and its address may have changed.
			all().forEach(ComposeNode::setNetwork);
		}
		return effect;
	}

	@Override
	protected ContainerProcess launch() {
		Docker.run("start", container());
		return follow();
	}

	private ContainerProcess follow() {
		return ContainerProcess.of(container(), this.directory, logFile());
	}

	/** The state that Docker reports. A closed cluster has no containers to ask for. */
	@Override
	protected State look() {
		boolean gone = isClosed() && state() == State.DOWN;
		return (gone || this.container == null) ? State.DOWN : Container.look(container()).state();
	}

	@Override
	public void prepare(Slowness how) {
		this.tools.build();
		this.tools.check(how);
	}

	@Override
	public synchronized Effect cutOff(Cut from) {
		return network(from, this.slowness);
	}

	@Override
	public synchronized Effect slow(Slowness how) {
		prepare(how);
		return network(this.cut, how);
	}

	@Override
	public Effect heal() {
		Effect network = healNetwork();
		Effect disks = super.heal();
		return disks.changed() ? disks : network;
	}

	private synchronized Effect healNetwork() {
		return network(null, Slowness.NONE);
	}

	@Override
	protected void disk(int disk, String what) {
		onData(Disks.script(), "disk", what, Disks.directory(DATA, disk).toString());
	}

	@Override
	protected void deleteData() {
		onData("find \"$1\" -mindepth 1 -delete && : >\"$1/joins\"", "wipe", DATA.toString());
	}

	/** Runs a shell program on the node's data, whether the node runs or not. */
	private void onData(String program, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("run", "--rm", "--label", this.tools.label(), "--network", "none", "--volumes-from",
						container(), "--entrypoint", "sh", Container.image(container()), "-c", program));
		command.addAll(List.of(arguments));
		Docker.run(Docker.TIMEOUT, command);
	}

	private Effect network(@Nullable Cut from, Slowness how) {
		State seen = look();
		if (from == this.cut && how.equals(this.slowness)) {
			return effect(seen, false);
		}
		if (seen == State.DOWN && (from != null || !how.equals(Slowness.NONE))) {
			throw new ClusterException("Node " + id() + " is down: start it before changing its network");
		}
		if (seen != State.DOWN) {
			this.tools.set(container(), from, how, addressesOfOthers());
		}
		else {
			this.tools.endLatency(container());
		}
		this.cut = from;
		this.slowness = how;
		this.tools.clearUp(container());
		return effect(seen, true);
	}

	/** Applies the network's cut and slowness again, if there are any. */
	private synchronized void setNetwork() {
		if ((this.cut != null || !this.slowness.equals(Slowness.NONE)) && look() != State.DOWN) {
			this.tools.set(container(), this.cut, this.slowness, addressesOfOthers());
			this.tools.clearUp(container());
		}
	}

	/** Where the other nodes are in the network, as far as they run. */
	private List<String> addressesOfOthers() {
		return all().stream()
			.filter((node) -> node != this && node.container != null)
			.map((node) -> Container.address(node.container()))
			.filter((address) -> !address.isEmpty())
			.toList();
	}

	private List<ComposeNode> all() {
		return cluster().nodes().stream().map(ComposeNode.class::cast).toList();
	}

	/** The container's id. */
	String container() {
		String container = this.container;
		if (container == null) {
			throw new ClusterException("Node " + id() + " has no container: the cluster was not started");
		}
		return container;
	}

}
