package dev.failoverlab.lab.bench;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The producer service with some settings of its producer.
 *
 * @param settings by their names in Kafka
 */
public record Variant(Map<String, String> settings) {

	String name() {
		return this.settings.entrySet()
			.stream()
			.map((each) -> each.getKey() + "=" + each.getValue())
			.sorted()
			.collect(Collectors.joining(" ", "service, ", ""));
	}

	Stream<String> arguments() {
		return this.settings.entrySet()
			.stream()
			.map((each) -> "--spring.kafka.producer.properties." + each.getKey() + "=" + each.getValue());
	}

}
