package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunOptionsTests {

	private final RunOptions options = RunOptions.in(Path.of("runs/1"));

	@Test
	void producerSettingsThatKafkaKnowsAreTaken() {
		Map<String, String> weak = Map.of("acks", "0", "enable.idempotence", "false");
		assertThat(this.options.withProducer(weak).producer()).isEqualTo(weak);
	}

	@Test
	void aProducerSettingThatKafkaDoesNotKnowIsNoSilentNothing() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.options.withProducer(Map.of("ack", "0")))
			.withMessageContaining("\"ack\"");
	}

	@Test
	void producerSettingsThatContradictEachOtherAreRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.options.withProducer(Map.of("acks", "0", "enable.idempotence", "true")))
			.withMessageContaining("acks");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.options.withProducer(Map.of("acks", "7")))
			.withMessageContaining("acks");
	}

	@Test
	void theLabsOwnSettingsCannotBeSet() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.options.withProducer(Map.of("bootstrap.servers", "elsewhere:9092")))
			.withMessageContaining("the lab's own");
	}

	@Test
	void aRateBeyondReasonIsRefused() {
		Scenario scenario = Scenarios.all().get(0);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> scenario.withRate(0))
			.withMessageContaining("1 to 100000");
		assertThat(scenario.withRate(1000).load().ratePerSecond()).isEqualTo(1000);
	}

}
