package dev.failoverlab.lab.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.failoverlab.verdict.NearestName;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tells before anything is started whether a client will take its settings, since Kafka
 * itself merely logs that it does not know one.
 *
 * @param word which client
 * @param names the settings that Kafka knows
 * @param parser Kafka's own judgement
 * @param ours those that the lab sets
 */
record ClientSettings(String word, Set<String> names, Consumer<Map<String, Object>> parser, Map<String, Object> ours) {

	static final ClientSettings PRODUCER = new ClientSettings("producer", ProducerConfig.configNames(),
			ProducerConfig::new,
			Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092",
					ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
					ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class));

	static final ClientSettings CONSUMER = new ClientSettings("consumer", ConsumerConfig.configNames(),
			ConsumerConfig::new,
			Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092", ConsumerConfig.GROUP_ID_CONFIG, "lab",
					ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
					ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class));

	/** These settings as the value of a key. */
	Type<Map<String, String>> type() {
		return new Type.Settings(this::checkName, this::check);
	}

	private void check(Map<String, String> settings) {
		Map<String, Object> all = new HashMap<>(settings);
		all.putAll(this.ours);
		try {
			this.parser.accept(all);
		}
		catch (ConfigException ex) {
			throw new IllegalArgumentException("Kafka refuses the " + this.word + " settings: " + ex.getMessage(), ex);
		}
	}

	private void checkName(String name) {
		if (this.ours.containsKey(name)) {
			throw new IllegalArgumentException("The " + this.word + " setting " + name + " is the lab's own.");
		}
		if (!this.names.contains(name)) {
			throw new IllegalArgumentException("Kafka has no " + this.word + " setting \"" + name
					+ "\"; did you mean \"" + NearestName.to(name, this.names) + "\"?");
		}
	}

}
