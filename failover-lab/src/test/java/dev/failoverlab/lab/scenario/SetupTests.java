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
	void producerSettingsThatKafkaKnowsAreTaken() {
		Map<String, String> weak = Map.of("acks", "0", "enable.idempotence", "false");
		assertThat(Setup.USUAL.withProducer(weak).producer()).isEqualTo(weak);
	}

	@Test
	void aProducerSettingThatKafkaDoesNotKnowIsNoSilentNothing() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Setup.USUAL.withProducer(Map.of("ack", "0")))
			.withMessageContaining("\"ack\"");
	}

	@Test
	void producerSettingsThatContradictEachOtherAreRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Setup.USUAL.withProducer(Map.of("acks", "0", "enable.idempotence", "true")))
			.withMessageContaining("acks");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Setup.USUAL.withProducer(Map.of("acks", "7")))
			.withMessageContaining("acks");
	}

	@Test
	void theLabsOwnSettingsCannotBeSet() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Setup.USUAL.withProducer(Map.of("bootstrap.servers", "elsewhere:9092")))
			.withMessageContaining("the lab's own");
	}

	@Test
	void consumerSettingsAreJudgedAlike() {
		assertThat(Setup.USUAL.withConsumer(Map.of("group.protocol", "classic")).consumer())
			.containsEntry("group.protocol", "classic");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Setup.USUAL.withConsumer(Map.of("group.protocl", "classic")))
			.withMessage("Kafka has no consumer setting \"group.protocl\"; did you mean \"group.protocol\"?");
	}

	@Test
	void controllersAreTheFirstBrokersOrNodesAfterThem() {
		assertThat(nodes(new Layout(3, 1, false, 1))).containsExactly("1 [BROKER, CONTROLLER]", "2 [BROKER]",
				"3 [BROKER]");
		assertThat(nodes(new Layout(2, 1, true, 1))).containsExactly("1 [BROKER]", "2 [BROKER]", "3 [CONTROLLER]");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Layout(1, 3, false, 1))
			.withMessageContaining("apart: true");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Layout(3, 3, false, 0))
			.withMessage("There can be 1 to 9 disks, not 0.");
	}

	private static List<String> nodes(Layout layout) {
		return layout.spec(Path.of("somewhere"), Map.of())
			.nodes()
			.stream()
			.map((node) -> node.id() + " " + new TreeSet<>(node.roles()))
			.toList();
	}

}
