package dev.failoverlab.lab.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.NodeCommand;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.command.CommandBackend;
import dev.failoverlab.cluster.command.FoundCluster;
import dev.failoverlab.cluster.command.GivenNode;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Through;
import dev.failoverlab.run.Topic;
import dev.failoverlab.verdict.NearestName;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * A cluster that others run.
 *
 * @param file what its user says of it
 * @param found what the cluster says of itself
 * @param prefix what the names of all begin with that the lab makes on it
 */
public record OwnCluster(ClusterFile file, FoundCluster found, String prefix) implements Backend {

	private static final String PREFIX = "failover-lab-";

	private static final String NO_VERSION = "the lab does not choose the Kafka version of nodes that others run";

	/**
	 * Finds the cluster of a file.
	 * @throws ClusterException when it does not answer
	 * @throws UsageException when the file has a node that the cluster does not have
	 */
	public static OwnCluster find(ClusterFile file) {
		FoundCluster found = FoundCluster.ask(file.client());
		file.nodes().stream().flatMap((node) -> mistake(node, found).stream()).findFirst().ifPresent((mistake) -> {
			throw new UsageException(file.name() + " has a node " + mistake + ".");
		});
		return new OwnCluster(file, found,
				PREFIX + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-");
	}

	/** What the cluster does not say of a node that the file has. */
	private static Optional<String> mistake(GivenNode node, FoundCluster found) {
		boolean broker = found.brokers().containsKey(node.id());
		boolean controller = found.voters().contains(node.id());
		if (node.isOnlyController()) {
			return broker ? Optional.of(node.id() + ", which is a broker: leave `controller` out")
					: controller ? Optional.empty()
							: Optional
								.of(node.id() + ", which is no controller of the cluster now. The controllers are "
										+ ids(found.voters()));
		}
		if (broker) {
			return Optional.empty();
		}
		return Optional.of(node.id()
				+ (controller ? ", which is only a controller: say where it listens, as in controller: c1:9093"
						: ", which is no broker of the cluster now. The brokers are " + ids(found.brokers().keySet())));
	}

	/**
	 * What takes the place of values of every scenario.
	 */
	public List<SetValue> settings() {
		return List.of(new SetValue("load.through", Through.CLIENT.word()));
	}

	/**
	 * What takes the place of a scenario's topic.
	 * @param named the topic that the scenario names, if it names one
	 * @return the name of a topic that is there, with its partitions, or that of one that
	 * will be made
	 * @throws UsageException when the cluster does not have the topic that is named
	 */
	public List<SetValue> topic(Optional<String> named) {
		return this.file.topic()
			.or(() -> named)
			.map(this::topic)
			.map((is) -> List.of(new SetValue("topic.name", is.name()),
					new SetValue("topic.partitions", "" + is.partitions()),
					new SetValue("topic.replication-factor", "" + is.replicationFactor()),
					new SetValue("topic.min-isr", "" + is.minIsr())))
			.orElseGet(() -> List.of(new SetValue("topic.name", this.prefix + "email.send")));
	}

	/**
	 * One of its topics.
	 * @throws UsageException when it does not have the topic
	 */
	Topic topic(String name) {
		checkThere(name);
		FoundCluster.FoundTopic is = this.found.topic(name);
		return new Topic(name, is.partitions(), is.replicationFactor(), is.minIsr());
	}

	private void checkThere(String topic) {
		if (!this.found.topics().contains(topic)) {
			throw new UsageException("The cluster has no topic \"" + topic + "\"."
					+ NearestName.of(topic, this.found.topics()).map((near) -> " Did you mean " + near + "?").orElse("")
					+ " Create it, or name none, so that the lab makes one of its own and removes it afterwards.");
		}
	}

	@Override
	public void check() {
		// It was found.
	}

	@Override
	public void fetch(String version, Consumer<String> progress) {
		throw new UsageException(NO_VERSION + ".");
	}

	@Override
	public Optional<String> refusal(Scenario scenario) {
		return missing(scenario).map((reason) -> "%s cannot be played on the cluster of %s: %s."
			.formatted(scenario.name(), this.file.name(), reason));
	}

	@Override
	public Optional<String> missing(Scenario scenario) {
		return Stream
			.of(ofSetup(scenario), ofLoad(scenario), ofTopic(scenario),
					scenario.inflictions().flatMap(this::ofStep).findFirst(), ofQuestions(scenario))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private static Optional<String> ofSetup(Scenario scenario) {
		if (scenario.setup().kafka() != null) {
			return Optional.of(NO_VERSION);
		}
		if (!scenario.setup().layout().equals(Layout.USUAL)) {
			return Optional.of("it has a layout of its own, and nodes that others run are what they are");
		}
		if (!scenario.setup().broker().isEmpty()) {
			return Optional.of("it sets broker." + scenario.setup().broker().keySet().iterator().next()
					+ ", and the lab does not configure nodes that others run");
		}
		if (!scenario.setup().features().isEmpty()) {
			return Optional.of("it sets levels of features, and the lab leaves those of others' clusters as they are");
		}
		if (scenario.setup().fastFailover()) {
			return Optional
				.of("the lab starts no guard for nodes that others run; ./lab guard does, beside each of them");
		}
		return (scenario.setup().through() == Through.SERVICE)
				? Optional.of("the lab's two services are for its own clusters; use --through client")
				: Optional.empty();
	}

	private Optional<String> ofLoad(Scenario scenario) {
		Set<String> settings = new TreeSet<>();
		scenario.setup().producer().keySet().forEach((name) -> settings.add("producer." + name));
		scenario.setup().consumer().keySet().forEach((name) -> settings.add("consumer." + name));
		// It tells the verdict how the app's consumers read.
		settings.remove("consumer." + ConsumerConfig.ISOLATION_LEVEL_CONFIG);
		if (scenario.setup().sharing() != null) {
			settings.add("load.consumer");
		}
		if (scenario.load().transactions() > 0) {
			settings.add("load.transactions");
		}
		return settings.stream()
			.filter((setting) -> this.file.app() != null)
			.findFirst()
			.map((setting) -> "it sets " + setting + ", and the load is the app of the file");
	}

	private Optional<String> ofTopic(Scenario scenario) {
		if (!scenario.topic().name().startsWith(this.prefix) && !scenario.topic().configs().isEmpty()) {
			return Optional.of("it has topic.configs, and the lab does not change a topic of others");
		}
		int brokers = this.found.brokers().size();
		return (scenario.topic().replicationFactor() > brokers) ? Optional.of("its topic has "
				+ scenario.topic().replicationFactor() + " replicas, and the cluster has " + brokers + " brokers")
				: Optional.empty();
	}

	/** Some create topics and groups of their own. */
	private static Optional<String> ofQuestions(Scenario scenario) {
		return scenario.steps().stream().anyMatch(Step.Observe.class::isInstance)
				? Optional.of("it has a step `observe`, which is for the lab's own clusters") : Optional.empty();
	}

	private Stream<String> ofStep(Step.Inflict step) {
		if (!(step.fault() instanceof NodeFault fault) || step.target() == null) {
			return Stream.of("the fault " + step.fault().word() + " is about the lab's two services");
		}
		Optional<Set<NodeCommand>> needed = fault.commands(step.values());
		if (needed.isEmpty()) {
			return Stream.of("the fault " + fault.word() + " cannot be inflicted by commands");
		}
		Set<Integer> possible = possible(step.target());
		if (possible.isEmpty()) {
			return Stream.of("no node can be the target \"" + step.target().description()
					+ "\", because its controllers are no brokers");
		}
		return possible.stream()
			.flatMap((node) -> needed.get()
				.stream()
				.sorted()
				.filter((command) -> !commands(node).containsKey(command))
				.map((command) -> "the fault " + fault.word() + " needs the command `" + command.word() + "` of node "
						+ node + ", which the file does not have"));
	}

	/** The nodes that a target can turn out to be. */
	private Set<Integer> possible(Target target) {
		Set<Integer> brokers = this.found.brokers().keySet();
		Set<Integer> voters = this.found.voters();
		return switch (target.kind()) {
			case NODE -> Set.of(Integer.valueOf(target.of()));
			case ACTIVE_CONTROLLER, IDLE_ACTIVE_CONTROLLER, IDLE_CONTROLLER -> voters;
			case LEADING_CONTROLLER -> sorted(brokers.stream().filter(voters::contains));
			case MINORITY, MAJORITY, ALL ->
				sorted(Stream.concat(brokers.stream(), this.file.nodes().stream().map(GivenNode::id)));
			default -> brokers;
		};
	}

	private static Set<Integer> sorted(Stream<Integer> nodes) {
		return nodes.collect(Collectors.toCollection(TreeSet::new));
	}

	private Map<NodeCommand, String> commands(int node) {
		return this.file.nodes()
			.stream()
			.filter((given) -> given.id() == node)
			.map(GivenNode::commands)
			.findFirst()
			.orElse(Map.of());
	}

	@Override
	public KafkaCluster create(ClusterSpec spec, Consumer<String> progress) {
		return CommandBackend.join(this.found, this.file.nodes(), spec.directory(), progress);
	}

	@Override
	public Guest guest() {
		return Guest.at(this.found.client(), this.prefix, this.file.app() == null);
	}

	@Override
	public Optional<ClusterFile> app() {
		return Optional.of(this.file).filter((file) -> file.app() != null);
	}

	@Override
	public String word() {
		return "own";
	}

	@Override
	public String toString() {
		return this.file.name();
	}

	private static String ids(Set<Integer> nodes) {
		return nodes.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

}
