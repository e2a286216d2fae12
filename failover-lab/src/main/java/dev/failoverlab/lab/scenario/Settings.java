package dev.failoverlab.lab.scenario;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.NodeSettings;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.verdict.NearestName;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka settings by name. They are checked before anything is started, since Kafka itself
 * merely logs that it does not know one.
 *
 * @param owner what takes them
 * @param names those that Kafka knows
 * @param others whether Kafka takes a name that is not among these
 * @param parser Kafka's own check
 * @param ours those that the lab sets
 */
record Settings(String owner, Supplier<Set<String>> names, Predicate<String> others,
		Consumer<Map<String, Object>> parser, Map<String, Object> ours) implements Type<Map<String, String>> {

	static final Settings ANY = new Settings("", Set::of, (name) -> true, (all) -> {
	}, Map.of());

	/** Kafka itself checks the values when a node starts. */
	static final Settings BROKER = new Settings("broker", ProcessBackend::settingNames,
			ProcessBackend::isPrefixedSetting, (all) -> {
			}, NodeSettings.ofTheLayout().stream().collect(Collectors.toMap(Function.identity(), (name) -> "")));

	/** The names are checked when a cluster is made of them. */
	static final Settings BROKER_OF_ANY_VERSION = new Settings(BROKER.owner(), BROKER.names(), (name) -> true,
			BROKER.parser(), BROKER.ours());

	/** What Kafka does not know it refuses when the level is set. */
	static final Settings FEATURE = new Settings("feature",
			() -> Set.of("eligible.leader.replicas.version", "group.version", "share.version", "streams.version",
					"transaction.version"),
			(name) -> name.endsWith(".version"), (all) -> all.forEach(Settings::checkLevel), Map.of());

	static final Settings PRODUCER = new Settings("producer", ProducerConfig::configNames, (name) -> false,
			ProducerConfig::new,
			Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092",
					ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
					ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class));

	static final Settings CONSUMER = new Settings("consumer", ConsumerConfig::configNames, (name) -> false,
			Settings::checkConsumer,
			Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092", ConsumerConfig.GROUP_ID_CONFIG, "lab",
					ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
					ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class));

	static final Settings CLIENT = new Settings("client",
			() -> Stream.of(AdminClientConfig.configNames(), ProducerConfig.configNames(), ConsumerConfig.configNames())
				.flatMap(Set::stream)
				.collect(Collectors.toSet()),
			(name) -> false, AdminClientConfig::new,
			Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092"));

	private static final Scalar<String> TEXT = new Scalar<>(Map.of("type", List.of("string", "number", "boolean")),
			(name, text) -> {
				if (text.chars().anyMatch(Character::isISOControl)) {
					throw new IllegalArgumentException(name + " must be one line of letters");
				}
				return text;
			});

	@Override
	public Map<String, String> read(String name, Value value) {
		Map<String, String> settings = new LinkedHashMap<>();
		Mistakes.inAll(value.mapping(name).entries().entrySet(), (each) -> {
			checkName(each.getKey(), each.getValue().place());
			settings.put(each.getKey(), TEXT.read(each.getKey(), each.getValue().value()));
			return settings;
		});
		Map<String, Object> all = new HashMap<>(settings);
		all.putAll(this.ours);
		try {
			this.parser.accept(all);
			return settings;
		}
		catch (KafkaException ex) {
			throw value.wrong("Kafka refuses the " + this.owner + " settings: " + ex.getMessage());
		}
	}

	/** As the first member has them: Kafka takes no braces in a name. */
	private static void checkConsumer(Map<String, Object> all) {
		all.replaceAll((name, value) -> (value instanceof String text) ? Setup.ofMember(text, 1) : value);
		ConsumerConfig unused = new ConsumerConfig(all);
	}

	private static void checkLevel(String name, Object value) {
		if (!String.valueOf(value).matches("\\d{1,4}")) {
			throw new ConfigException(name, value, "a level is a number: 0 for off, or 1 and up");
		}
	}

	private void checkName(String name, String place) {
		if (this.ours.containsKey(name)) {
			throw Value.wrong(place, "The " + this.owner + " setting " + name + " is the lab's own.");
		}
		if (!this.others.test(name) && !this.names.get().contains(name)) {
			throw Value.wrong(place, "Kafka has no " + this.owner + " setting \"" + name + "\""
					+ NearestName.hint(name, this.names.get()));
		}
	}

	@Override
	public Map<String, Object> schema() {
		return Map.of("type", "object", "additionalProperties", TEXT.schema());
	}

	@Override
	public Mapping put(Mapping into, String path, Value value) {
		return into.with(path, value);
	}

}
