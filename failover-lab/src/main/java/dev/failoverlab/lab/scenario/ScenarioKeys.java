package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.cluster.KafkaVersion;
import dev.failoverlab.cluster.fault.ValueType;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.load.Sharing;
import dev.failoverlab.lab.scenario.Section.Given;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.run.Topic;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.jspecify.annotations.Nullable;

/** The keys of a scenario. */
final class ScenarioKeys {

	static final Type<Duration> TIME = Type.of(ValueType.Time.ANY);

	static final Type<List<String>> EXPECTATIONS = new Expectations();

	static final String STEPS = "steps";

	static final String EMAILS = "email.send";

	static final Key<String> QUESTION = Key.required("question", Type.text(), "What the scenario asks.");

	static final Type<Integer> FEW = Type.number(1, 9);

	static final Type<Integer> ONE_OR_MORE = Type.number(1, 100_000);

	static final Key<Integer> BROKERS = Key.of("brokers", FEW, "3", "How many brokers. Their ids are 1 and up.");

	static final Key<Integer> CONTROLLERS = Key.optional("controllers", FEW, "as many as brokers",
			"How many controllers.");

	static final Key<Boolean> APART = Key.of("apart", Type.trueOrFalse(), "false",
			"Whether controllers are nodes of their own, with the ids after those of the brokers.");

	static final Key<Integer> DISKS = Key.of("disks", FEW, "1",
			"Log directories of each node. With several, the metadata log has one of its own.");

	static final Key<Layout> LAYOUT = Key.of("layout",
			new Section<>("a layout", List.of(BROKERS, CONTROLLERS, APART, DISKS), ScenarioKeys::layout), "{}",
			"The nodes of the cluster.");

	static final Key<String> NAME = Key.of("name", Type.text(List.of(EMAILS), ScenarioKeys::topicName), EMAILS,
			"The topic's name.");

	static final Key<Integer> PARTITIONS = Key.of("partitions", ONE_OR_MORE, "3", "How many partitions.");

	static final Key<Integer> REPLICATION_FACTOR = Key.of("replication-factor", ONE_OR_MORE, "3",
			"How many replicas each partition has.");

	static final Key<Integer> MIN_ISR = Key.optional("min-isr", ONE_OR_MORE, "2, or 1 with a single replica",
			"The topic's min.insync.replicas.");

	static final Key<List<List<Integer>>> REPLICAS = Key.optional("replicas",
			new Type.Items<>(1, new Type.Items<>(1, ONE_OR_MORE)), "in turn, partition 0 from the first broker on",
			"The nodes of each partition, its preferred leader first, in place of partitions and replication-factor.");

	static final Key<Map<String, String>> CONFIGS = Key.of("configs", Settings.ANY, "{}",
			"The topic's other Kafka settings.");

	static final Key<Topic> TOPIC = Key.of("topic", new Section<>("a topic",
			List.of(NAME, PARTITIONS, REPLICATION_FACTOR, MIN_ISR, REPLICAS, CONFIGS), ScenarioKeys::topic), "{}",
			"The topic that emails are sent to.");

	static final Key<Map<String, String>> BROKER = Key.of("broker", Settings.BROKER, "{}",
			"Kafka settings of every node, over those of kafka-config. {node} in a value is the node's id.");

	/** The names are checked when the nodes' own Kafka is there. */
	private static final Key<Map<String, String>> BROKER_OF_ANY_VERSION = Key.of(BROKER.name(),
			Settings.BROKER_OF_ANY_VERSION, "{}", BROKER.sentence());

	static final Type<String> VERSION = Type.text(List.of("3.9.2", "4.1.2"), KafkaVersion::checked);

	static final Key<String> KAFKA = Key.optional("kafka", VERSION, "the lab's own",
			"The Kafka version of the nodes, fetched once from Maven Central; only nodes that are processes can be of another than the lab's own.");

	static final Key<Boolean> FAST_FAILOVER = Key.of("fast-failover", Type.trueOrFalse(), "false",
			"Whether a guard tells the active controller at once of a node that died, with the settings of kafka-config/fast.properties.");

	static final Key<Map<String, String>> FEATURES = Key.of("features", Settings.FEATURE, "{}",
			"Levels of the cluster's features, set before there is a topic; 0 turns one off.");

	static final Key<Map<String, String>> PRODUCER = Key.of("producer", Settings.PRODUCER, "{}",
			"Kafka settings of the producer, over its defaults.");

	static final Key<Map<String, String>> CONSUMER = Key.of("consumer", Settings.CONSUMER, "{}",
			"Kafka settings of the consumer, over its defaults. {member} in a value is the number of a member of the group, from 1.");

	static final Key<Integer> RATE = Key.of("rate", Type.number(1, 100_000), "300",
			"Emails a second over all partitions.");

	static final Key<Integer> SIZE = Key.of("size", Type.number(0, 900_000), "200", "Bytes of an email's body.");

	static final Key<Integer> KEYS = Key.of("keys", Type.number(1, 10_000), "20",
			"Different recipients for each partition.");

	static final Key<Integer> TRANSACTIONS = Key.of("transactions", Type.number(0, 10_000), "0",
			"Emails in a transaction, with through: client; 0 for no transactions.");

	static final Key<Through> THROUGH = Key.of("through", Type.word(List.of(Through.values()), Through::word),
			"service", "The two services, or a plain Kafka producer and consumer as a control.");

	static final Key<Boolean> CONSUMER_TYPE = Key.of("consumer",
			Type.word(List.of(false, true), (shares) -> shares ? "share" : "group"), "group",
			"Who reads: a consumer group, or with through: client a share group (a queue).");

	static final Key<Integer> MEMBERS = Key.optional("members", Type.number(1, 100), "3 of a share group, else 1",
			"How many consumers the group has: services or plain clients. Of a share group, every second one waits for each acknowledgement.");

	static final Key<Duration> HANDLING = Key.of("handling", TIME, "0s",
			"How long a member of the share group takes for what it is handed at once.");

	static final Key<Given> LOAD = Key.of("load", new Section<>("a load",
			List.of(RATE, SIZE, KEYS, TRANSACTIONS, THROUGH, CONSUMER_TYPE, MEMBERS, HANDLING), Function.identity()),
			"{}", "What is sent. A slow answer never holds back the next email.");

	static final Key<Duration> AFTERWARDS = Key.of("afterwards", TIME, "3s",
			"How long the load goes on when all is healed and leadership is given back.");

	static final Key<List<String>> EXPECT = Key.of("expect", EXPECTATIONS, "[]",
			"What must hold of the report: clean, or a list such as [ clean, outage < 15s, failed = 0 ].");

	static final List<Key<?>> ALL_BUT_STEPS = List.of(QUESTION, KAFKA, LAYOUT, TOPIC, BROKER, FEATURES, FAST_FAILOVER,
			PRODUCER, CONSUMER, LOAD, AFTERWARDS, EXPECT);

	/** Any topic, where it is not known which. */
	static final Topic ANY = new Topic(EMAILS, 1_000_000, 1, 1);

	private ScenarioKeys() {
	}

	/**
	 * Reads a scenario.
	 * @param name its name
	 * @param keys its keys
	 * @param others whether it is played on nodes that others run, whatever their ids
	 * @throws DefinitionException with all mistakes
	 */
	static Scenario read(String name, Mapping keys, boolean others) {
		Section<Scope> scope = new Section<>("a scenario", List.of(TOPIC, LAYOUT),
				(given) -> new Scope(given.get(TOPIC), others ? null : given.get(LAYOUT)));
		return section(name, new Mistakes().collect(() -> scope.read("", keys.only(scope::has))).orElse(Scope.ANY),
				keys.get(KAFKA.name()) != null)
			.read("a scenario", keys);
	}

	/** The name of the topic, as far as the keys are right. */
	static String topic(Mapping keys) {
		return (keys.get(TOPIC.name()) instanceof Mapping topic && topic.get(NAME.name()) instanceof Value.Text name)
				? name.text() : EMAILS;
	}

	/** The same about a topic with another name: steps name its partitions. */
	static Mapping renamed(Mapping keys, String from, String to) {
		Value steps = keys.get(STEPS);
		return (steps == null || from.equals(to)) ? keys
				: keys.with(STEPS, steps.replaced(Pattern.compile("(?<=^|[\\s\"])" + Pattern.quote(from) + "(?=-\\d)"),
						Matcher.quoteReplacement(to)));
	}

	/** The keys of a scenario. */
	static Section<Scenario> section(String name, Scope scope) {
		return section(name, scope, false);
	}

	private static Section<Scenario> section(String name, Scope scope, boolean ofAnyVersion) {
		Key<List<List<Step>>> steps = Key.of(STEPS, new Type.Items<>(0, new StepKeys(scope)), "[]",
				"What is done, in order. Faults that are still in force at the end are healed then.");
		Stream<Key<?>> keys = ALL_BUT_STEPS.stream()
			.map((key) -> (ofAnyVersion && BROKER.equals(key)) ? BROKER_OF_ANY_VERSION : key);
		return new Section<>("a scenario", Stream.concat(keys, Stream.of(steps)).toList(), (given) -> {
			Given load = given.get(LOAD);
			Sharing sharing = sharing(load);
			return new Scenario(name, given.get(QUESTION), given.get(TOPIC),
					new Load(load.get(RATE), load.get(SIZE), load.get(KEYS), load.get(TRANSACTIONS)),
					given.get(steps).stream().flatMap(List::stream).toList(), given.get(AFTERWARDS),
					(sharing != null) ? Expectations.ofShareGroup(given.get(EXPECT)) : given.get(EXPECT),
					new Setup(given.get(LAYOUT), given.get(BROKER), given.get(PRODUCER), given.get(CONSUMER),
							load.get(THROUGH), given.get(FAST_FAILOVER), sharing, given.find(KAFKA).orElse(null),
							(sharing != null) ? 1 : load.find(MEMBERS).orElse(1), given.get(FEATURES)));
		});
	}

	private static @Nullable Sharing sharing(Given load) {
		if (load.get(CONSUMER_TYPE)) {
			return new Sharing(load.find(MEMBERS).orElse(3), load.get(HANDLING));
		}
		if (load.has(HANDLING)) {
			throw load.value(HANDLING).wrong("handling needs consumer: share");
		}
		return null;
	}

	private static String topicName(String name) {
		try {
			org.apache.kafka.common.internals.Topic.validate(name);
			return name;
		}
		catch (InvalidTopicException ex) {
			throw new IllegalArgumentException("no topic can be named \"" + name
					+ "\": a name consists of 1 to 249 letters (a-z, A-Z), digits, dots, underscores and hyphens", ex);
		}
	}

	private static Layout layout(Given given) {
		int brokers = given.get(BROKERS);
		return new Layout(brokers, given.find(CONTROLLERS).orElse(brokers), given.get(APART), given.get(DISKS));
	}

	private static Topic topic(Given given) {
		List<List<Integer>> replicas = given.find(REPLICAS).orElse(List.of());
		if (!replicas.isEmpty() && (given.has(PARTITIONS) || given.has(REPLICATION_FACTOR))) {
			throw given.value(REPLICAS)
				.wrong("replicas say how many partitions and replicas there are: leave partitions and "
						+ "replication-factor out");
		}
		int partitions = replicas.isEmpty() ? given.get(PARTITIONS) : replicas.size();
		int factor = replicas.isEmpty() ? given.get(REPLICATION_FACTOR) : replicas.get(0).size();
		return new Topic(given.get(NAME), partitions, factor, given.find(MIN_ISR).orElse(Math.min(2, factor)), replicas,
				given.get(CONFIGS));
	}

}
