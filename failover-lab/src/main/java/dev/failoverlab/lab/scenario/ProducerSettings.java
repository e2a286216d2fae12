package dev.failoverlab.lab.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Tells before anything is started whether a producer will take its settings, since Kafka
 * itself merely logs that it does not know one.
 */
final class ProducerSettings {

	/** Set by the lab. */
	private static final Set<String> OURS = Set.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
			ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

	private ProducerSettings() {
	}

	static void check(Map<String, String> settings) {
		settings.keySet().forEach(ProducerSettings::checkName);
		Map<String, Object> all = new HashMap<>(settings);
		all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
		all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
		all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
		try {
			new ProducerConfig(all);
		}
		catch (ConfigException ex) {
			throw new IllegalArgumentException("Kafka refuses the producer settings: " + ex.getMessage(), ex);
		}
	}

	private static void checkName(String name) {
		if (OURS.contains(name)) {
			throw new IllegalArgumentException("The producer setting " + name + " is the lab's own.");
		}
		if (!ProducerConfig.configNames().contains(name)) {
			throw new IllegalArgumentException("Kafka has no producer setting \"" + name + "\".");
		}
	}

}
