package dev.failoverlab.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.RunException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that many runs use, one after the other, for as long as it is sound; the
 * first run, and the first one after {@link #end}, starts it.
 */
public final class SharedCluster implements Backend, AutoCloseable {

	private static final Duration SOUND = Duration.ofMinutes(3);

	private static final Duration ANSWER = Duration.ofSeconds(30);

	private final Backend nodes;

	private final Path folder;

	private boolean closed;

	private @Nullable KafkaCluster cluster;

	private volatile Consumer<String> progress = (message) -> {
	};

	/**
	 * Starts nothing yet.
	 * @param nodes what its nodes are
	 * @param folder where each cluster that is started gets a folder
	 */
	public SharedCluster(Backend nodes, Path folder) {
		this.nodes = nodes;
		this.folder = folder;
	}

	@Override
	public synchronized KafkaCluster open(ClusterSpec spec, Consumer<String> progress, CloseStack closing) {
		this.progress = progress;
		if (this.cluster == null) {
			if (this.closed) {
				throw new RunException("The cluster is closed.");
			}
			this.cluster = create(spec.withDirectory(unused()), (message) -> this.progress.accept(message));
		}
		return this.cluster;
	}

	@Override
	public void fetch(String version, Consumer<String> progress) {
		this.nodes.fetch(version, progress);
	}

	/** The folder may have the clusters of an earlier sitting. */
	private Path unused() {
		return IntStream.iterate(1, (number) -> number + 1)
			.mapToObj((number) -> this.folder.resolve("cluster-" + number))
			.filter((each) -> !Files.exists(each))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Removes what a run has left, and checks that the cluster is as it was at its start:
	 * every node runs, every controller votes, and every replica is in sync.
	 * @return what is wrong; then the cluster was ended
	 */
	public Optional<String> tidyUp() {
		this.progress = (message) -> {
		};
		Optional<String> problem = running().flatMap(SharedCluster::problem);
		problem.ifPresent((what) -> end());
		return problem;
	}

	private static Optional<String> problem(KafkaCluster cluster) {
		List<Integer> down = cluster.nodes()
			.stream()
			.filter((node) -> node.state() != Node.State.RUNNING)
			.map(Node::id)
			.toList();
		if (!down.isEmpty()) {
			return Optional.of("nodes " + down + " do not run");
		}
		try (Admin admin = Admin.create(cluster.client().with(Map.of()))) {
			cluster.awaitReady(SOUND);
			String left = Deadline.in(SOUND).until(() -> removeAll(admin), String::isEmpty);
			return Optional.of(left).filter((problem) -> !problem.isEmpty());
		}
		catch (ClusterException ex) {
			return Optional.of(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Asked again and again: a broker may lag, and a member that has died keeps its group
	 * from being removed until its session ends.
	 * @return what is left, or an empty string
	 */
	private static String removeAll(Admin admin) {
		try {
			Set<String> topics = KafkaAnswer.await("the topics", admin.listTopics().names(), ANSWER);
			List<String> groups = KafkaAnswer
				.await("the groups", admin.listGroups(ListGroupsOptions.forConsumerGroups()).all(), ANSWER)
				.stream()
				.map(GroupListing::groupId)
				.toList();
			KafkaAnswer.await("the removal of the groups " + groups, admin.deleteConsumerGroups(groups).all(), ANSWER);
			KafkaAnswer.await("the removal of the topics " + topics, admin.deleteTopics(topics).all(), ANSWER);
			return (topics.isEmpty() && groups.isEmpty()) ? "" : "the topics " + topics + " and the groups " + groups;
		}
		catch (ClusterException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/** The cluster that runs. */
	public synchronized Optional<KafkaCluster> running() {
		return Optional.ofNullable(this.cluster);
	}

	/** Ends the cluster: the next run gets a new one. */
	public synchronized void end() {
		if (this.cluster != null) {
			this.cluster.close();
			this.cluster = null;
		}
	}

	/** Ends the cluster, and starts no other. */
	@Override
	public synchronized void close() {
		this.closed = true;
		end();
	}

	@Override
	public void check() {
		this.nodes.check();
	}

	@Override
	public Optional<String> refusal(Scenario scenario) {
		return this.nodes.refusal(scenario);
	}

	@Override
	public Optional<String> missing(Scenario scenario) {
		return this.nodes.missing(scenario);
	}

	@Override
	public KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		return this.nodes.create(spec, progress);
	}

	@Override
	public String word() {
		return this.nodes.word();
	}

}
