package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Base class for the clusters of every backend. It asks the cluster itself for its state.
 */
public abstract class AskedCluster implements KafkaCluster {

	private static final Duration READY = Duration.ofMinutes(4);

	private static final Duration GUARD = Duration.ofSeconds(30);

	private final ClusterSpec spec;

	private final Set<Capability> capabilities;

	private final List<BackendNode<?>> nodes;

	private final ClientSettings client;

	private final ClusterAdmin admin;

	private final Disks disks;

	private final VoterRemoval votes;

	private final Readiness readiness;

	private final @Nullable FailoverGuard guard;

	private final Consumer<String> progress;

	private volatile @Nullable Duration startTime;

	/**
	 * Creates a cluster that does not run yet.
	 * @param spec the layout
	 * @param capabilities what the backend is capable of when nodes have several disks
	 * @param nodes the nodes, in the order of their ids
	 * @param progress called with a message on each change during a start, and on what
	 * the guard of the nodes did
	 */
	protected AskedCluster(ClusterSpec spec, Set<Capability> capabilities, List<? extends BackendNode<?>> nodes,
			Consumer<String> progress) {
		this(spec, capabilities, nodes, Map.of(), progress);
	}

	/**
	 * The same for a cluster that clients reach only with settings such as those of TLS.
	 * @param client Kafka settings of every client
	 */
	protected AskedCluster(ClusterSpec spec, Set<Capability> capabilities, List<? extends BackendNode<?>> nodes,
			Map<String, String> client, Consumer<String> progress) {
		this.spec = spec;
		this.capabilities = EnumSet.noneOf(Capability.class);
		this.capabilities.addAll(capabilities);
		if (spec.disks() < 2) {
			this.capabilities.remove(Capability.DISKS);
		}
		this.nodes = List.copyOf(nodes);
		this.client = new ClientSettings(bootstrapServers(), client);
		this.admin = new ClusterAdmin(this.client);
		this.disks = new Disks(spec.disks(), this.admin);
		this.votes = new VoterRemoval(this.admin);
		this.readiness = new Readiness(this.nodes, this.client, this.admin, progress);
		this.guard = spec.fastFailover() ? new FailoverGuard(bootstrapServers(), bootstrapControllers()) : null;
		this.progress = progress;
		this.nodes.forEach((node) -> node.join(this));
	}

	/** Whether the active controller is told when a node dies. */
	final boolean isGuarded() {
		return this.guard != null;
	}

	/** Tells the active controller that a node is dead. */
	final void unregister(Node node) {
		if (this.guard != null && !node.brokerAddress().isEmpty()) {
			this.progress.accept(this.guard.unregister(node.id()).toString());
		}
	}

	final void report(String message) {
		this.progress.accept(message);
	}

	@Override
	public final ClusterSpec spec() {
		return this.spec;
	}

	@Override
	public final ClientSettings client() {
		return this.client;
	}

	@Override
	public final List<Node> nodes() {
		return List.copyOf(this.nodes);
	}

	@Override
	public final Set<Capability> capabilities() {
		return Set.copyOf(this.capabilities);
	}

	@Override
	public void start() {
		long begin = System.nanoTime();
		List<BackendNode<?>> down = this.nodes.stream().filter((node) -> node.state() == Node.State.DOWN).toList();
		PortCheck.awaitFree(down.stream().flatMap((node) -> node.ports().stream()).toList());
		down.forEach(Node::start);
		awaitReady(READY);
		this.startTime = Duration.ofNanos(System.nanoTime() - begin);
	}

	@Override
	public final Optional<Duration> startTime() {
		return Optional.ofNullable(this.startTime);
	}

	@Override
	public final void awaitReady(Duration atMost) {
		this.readiness.await(atMost, () -> this.nodes.forEach(BackendNode::checkNotFailed));
		connectGuard();
	}

	/** Otherwise a node that dies at once would not be unregistered. */
	private void connectGuard() {
		if (this.guard != null && !this.guard.awaitConnected(Set.copyOf(brokerIds()), GUARD)) {
			throw new ClusterException(
					"The guard of the nodes has no answer from brokers after " + GUARD.toSeconds() + " s");
		}
	}

	/** Kills all nodes at the same time, and waits until all have ended. */
	@Override
	public void close() {
		disconnect();
		this.nodes.forEach(BackendNode::end);
		this.nodes.forEach(BackendNode::awaitGone);
	}

	/** Asks nothing any more, and leaves the nodes as they are. */
	protected final void disconnect() {
		if (this.guard != null) {
			this.guard.close();
		}
		this.admin.close();
	}

	final Disks disks() {
		return this.disks;
	}

	final VoterRemoval votes() {
		return this.votes;
	}

	@Override
	public OptionalInt leaderOf(String topic, int partition) {
		return this.admin.partitions().of(topic, partition).leaderId.stream().mapToInt(Integer::intValue).findFirst();
	}

	@Override
	public OptionalInt activeController() {
		return this.admin.quorum().leader();
	}

	@Override
	public List<Integer> replicasOf(String topic, int partition) {
		return List.copyOf(this.admin.partitions().of(topic, partition).replicaIds);
	}

	@Override
	public Set<Integer> isrOf(String topic, int partition) {
		return new TreeSet<>(this.admin.partitions().of(topic, partition).inSyncReplicaIds);
	}

	@Override
	public Set<String> partitionsOutOfSync() {
		return this.admin.partitions().outOfSync();
	}

	@Override
	public Set<Integer> leadersOf(String topic) {
		return this.admin.partitions()
			.of(topic)
			.stream()
			.flatMap((partition) -> partition.leaderId.stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	@Override
	public Set<Integer> voters() {
		return this.admin.quorum().voters().keySet();
	}

	@Override
	public Map<Integer, Long> voterEnds() {
		return this.admin.quorum().voterEnds();
	}

	@Override
	public OptionalInt groupCoordinator(String group) {
		return this.admin.groupCoordinator(group);
	}

	@Override
	public OptionalInt shareCoordinator(String group, TopicPartition partition) {
		return this.admin.shareCoordinator(group, partition);
	}

	@Override
	public OptionalInt transactionCoordinator(String transactionalId) {
		return this.admin.transactionCoordinator(transactionalId);
	}

	@Override
	public OptionalInt diskOf(int node, String topic, int partition) {
		return this.disks.of(node, topic + "-" + partition);
	}

}
