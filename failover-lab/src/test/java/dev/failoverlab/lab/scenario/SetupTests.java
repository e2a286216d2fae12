package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SetupTests {

	@Test
	void clientSettingsThatKafkaKnowsAreTaken() {
		assertThat(setup("producer: { acks: 0, enable.idempotence: false }").producer())
			.isEqualTo(Map.of("acks", "0", "enable.idempotence", "false"));
		assertThat(setup("consumer: { group.protocol: classic }").consumer())
			.isEqualTo(Map.of("group.protocol", "classic"));
	}

	@Test
	void producerSettingsThatContradictEachOtherAreRefused() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> setup("producer: { acks: 0, enable.idempotence: true }"))
			.withMessageStartingWith("mine.yaml:2:11: Kafka refuses the producer settings: ")
			.withMessageContaining("acks");
	}

	@Test
	void controllersAreTheFirstBrokersOrNodesAfterThem() {
		assertThat(nodes("brokers: 3, controllers: 1")).containsExactly("1 [BROKER, CONTROLLER]", "2 [BROKER]",
				"3 [BROKER]");
		assertThat(nodes("brokers: 2, controllers: 1, apart: true")).containsExactly("1 [BROKER]", "2 [BROKER]",
				"3 [CONTROLLER]");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> nodes("brokers: 1, controllers: 3"))
			.withMessageContaining("apart: true");
	}

	private static Setup setup(String keys) {
		return new Scenarios().read("mine.yaml", "mine", "question: Q\n" + keys).setup();
	}

	private static List<String> nodes(String layout) {
		return setup("layout: { " + layout + " }").layout()
			.spec(Path.of("somewhere"), Map.of())
			.nodes()
			.stream()
			.map((node) -> node.id() + " " + new TreeSet<>(node.roles()))
			.toList();
	}

}
