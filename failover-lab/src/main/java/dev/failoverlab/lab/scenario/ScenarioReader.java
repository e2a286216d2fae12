package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.failoverlab.lab.load.Load;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.ExpectationException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Makes a scenario of the keys that stand for one in a file, or says what is wrong with
 * them, and where.
 */
final class ScenarioReader {

	private static final Set<String> KEYS = Set.of("question", "layout", "topic", "broker", "producer", "consumer",
			"load", "steps", "afterwards", "expect");

	private static final String TOPIC = "email.send";

	private static final Topic USUAL = new Topic(TOPIC, 3, 3, 2);

	private static final Load STEADY = new Load(300, 200);

	private static final Duration AFTERWARDS = Duration.ofSeconds(3);

	private final YamlFile file;

	private final MappingNode root;

	private final Map<String, Node> values;

	private ScenarioReader(YamlFile file, MappingNode root) {
		this.file = file;
		this.root = root;
		this.values = file.values(root, KEYS, "a scenario");
	}

	/**
	 * Understands a scenario.
	 * @param file the name of the file that the keys stand in, for messages
	 * @param name the scenario's name
	 * @param keys the keys
	 * @return the scenario
	 * @throws DefinitionException when it is not understood; the message names file, line
	 * and column
	 */
	static Scenario read(String file, String name, MappingNode keys) {
		return new ScenarioReader(new YamlFile(file), keys).scenario(name);
	}

	private Scenario scenario(String name) {
		Topic topic = topic();
		Setup setup = setup();
		Load load = load();
		List<Step> steps = new ArrayList<>();
		Node list = this.values.get("steps");
		if (list != null) {
			StepReader reader = new StepReader(this.file, topic);
			this.file.list(list, "steps").forEach((node) -> steps.addAll(reader.read(node)));
		}
		Node afterwards = this.values.get("afterwards");
		return this.file.understood(this.root,
				() -> new Scenario(name, this.file.requiredText(this.root, "question"), topic, load, steps,
						(afterwards != null) ? this.file.time(afterwards, "afterwards") : AFTERWARDS, expectations(),
						setup));
	}

	private Topic topic() {
		Node node = this.values.get("topic");
		if (node == null) {
			return USUAL;
		}
		Map<String, Node> keys = this.file.values(this.file.mapping(node, "topic"),
				Set.of("partitions", "replication-factor", "min-isr", "replicas", "configs"), "a topic");
		List<List<Integer>> replicas = replicas(keys);
		int partitions = replicas.isEmpty() ? number(keys, "partitions", USUAL.partitions()) : replicas.size();
		int factor = replicas.isEmpty() ? number(keys, "replication-factor", USUAL.replicationFactor())
				: replicas.get(0).size();
		int minIsr = number(keys, "min-isr", Math.min(USUAL.minIsr(), factor));
		Map<String, String> configs = settings(keys.get("configs"), "configs");
		return this.file.understood(node, () -> new Topic(TOPIC, partitions, factor, minIsr, replicas, configs));
	}

	private List<List<Integer>> replicas(Map<String, Node> keys) {
		Node given = keys.get("replicas");
		if (given == null) {
			return List.of();
		}
		if (keys.containsKey("partitions") || keys.containsKey("replication-factor")) {
			throw this.file.wrong(given,
					"replicas say how many partitions and replicas there are: leave partitions and "
							+ "replication-factor out");
		}
		List<List<Integer>> replicas = new ArrayList<>();
		for (Node partition : this.file.list(given, "replicas")) {
			replicas.add(this.file.list(partition, "the replicas of a partition")
				.stream()
				.map((node) -> this.file.number(node, "a replica"))
				.toList());
		}
		if (replicas.isEmpty() || replicas.get(0).isEmpty()) {
			throw this.file.wrong(given, "replicas must have one partition at least, with one node at least");
		}
		return replicas;
	}

	private Setup setup() {
		Map<String, String> broker = settings(this.values.get("broker"), "broker");
		Map<String, String> producer = settings(this.values.get("producer"), "producer");
		Map<String, String> consumer = settings(this.values.get("consumer"), "consumer");
		Layout layout = layout();
		Through through = through();
		Setup usual = new Setup(layout, broker, Map.of(), Map.of(), through);
		understoodAt("producer", () -> usual.withProducer(producer));
		understoodAt("consumer", () -> usual.withConsumer(consumer));
		return usual.withProducer(producer).withConsumer(consumer);
	}

	private void understoodAt(String key, Supplier<Setup> setup) {
		Setup unused = this.file.understood(this.values.getOrDefault(key, this.root), setup);
	}

	private Layout layout() {
		Node node = this.values.get("layout");
		if (node == null) {
			return Layout.USUAL;
		}
		Map<String, Node> keys = this.file.values(this.file.mapping(node, "layout"),
				Set.of("brokers", "controllers", "apart", "disks"), "a layout");
		int brokers = number(keys, "brokers", Layout.USUAL.brokers());
		int controllers = number(keys, "controllers", brokers);
		Node apart = keys.get("apart");
		boolean nodesOfTheirOwn = apart != null && this.file.yes(apart, "apart");
		int disks = number(keys, "disks", 1);
		return this.file.understood(node, () -> new Layout(brokers, controllers, nodesOfTheirOwn, disks));
	}

	private Map<String, Node> loadKeys() {
		Node node = this.values.get("load");
		return (node == null) ? Map.of() : this.file.values(this.file.mapping(node, "load"),
				Set.of("rate", "size", "keys", "transactions", "through"), "a load");
	}

	/** One value after the other, so that the one that is wrong is pointed at. */
	private Load load() {
		Map<String, Node> keys = loadKeys();
		Load load = STEADY;
		load = with(load, keys, "rate", (old, rate) -> new Load(rate, old.bodyBytes(), old.keys(), 0));
		load = with(load, keys, "size", (old, size) -> new Load(old.ratePerSecond(), size, old.keys(), 0));
		load = with(load, keys, "keys", (old, count) -> new Load(old.ratePerSecond(), old.bodyBytes(), count, 0));
		return with(load, keys, "transactions",
				(old, count) -> new Load(old.ratePerSecond(), old.bodyBytes(), old.keys(), count));
	}

	private Load with(Load load, Map<String, Node> keys, String key, BiFunction<Load, Integer, Load> change) {
		Node node = keys.get(key);
		return (node == null) ? load
				: this.file.understood(node, () -> change.apply(load, this.file.number(node, key)));
	}

	private Through through() {
		Node node = loadKeys().get("through");
		return (node == null) ? Through.SERVICE
				: this.file.word(node, "through", Map.of("service", Through.SERVICE, "client", Through.CLIENT));
	}

	private List<String> expectations() {
		Node node = this.values.get("expect");
		List<String> expectations = this.file.texts(node, "expect");
		for (int number = 0; node != null && number < expectations.size(); number++) {
			try {
				Expectation.parse(expectations.get(number));
			}
			catch (ExpectationException ex) {
				throw this.file.wrong(this.file.list(node, "expect").get(number), String.valueOf(ex.getMessage()));
			}
		}
		return expectations;
	}

	private int number(Map<String, Node> keys, String key, int otherwise) {
		Node node = keys.get(key);
		return (node != null) ? this.file.number(node, key) : otherwise;
	}

	private Map<String, String> settings(@Nullable Node node, String what) {
		Map<String, String> settings = new LinkedHashMap<>();
		if (node != null) {
			this.file.values(this.file.mapping(node, what))
				.forEach((key, value) -> settings.put(key, this.file.text(value, key)));
		}
		return settings;
	}

}
