package dev.failoverlab.cluster;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KafkaVersionTests {

	@ParameterizedTest
	@ValueSource(strings = { "3.9.0", "3.10.1", "4.0.2", "4.3.1", "10.0.0" })
	void nodesCanBeOfAVersionFrom390On(String version) {
		assertThat(KafkaVersion.checked(version)).isEqualTo(version);
	}

	@ParameterizedTest
	@ValueSource(strings = { "4.1", "4", "latest", "4.1.2-rc1", "../4.1.2", "", "4.1.2/", "4.1.2\n" })
	void whatIsNoVersionIsRefused(String version) {
		assertThatIllegalArgumentException().isThrownBy(() -> KafkaVersion.checked(version))
			.withMessageContaining("three numbers, such as 4.1.2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "3.8.1", "2.8.2", "0.11.0" })
	void anOlderOneIsRefused(String version) {
		assertThatIllegalArgumentException().isThrownBy(() -> KafkaVersion.checked(version))
			.withMessageContaining("nodes cannot be of Kafka " + version + ": before 3.9.0");
	}

	@Test
	void aLayoutRefusesItToo() {
		ClusterSpec spec = ClusterSpec.threeCombined(Path.of("data"));
		assertThatIllegalArgumentException().isThrownBy(() -> spec.withKafka("3.8.1"));
		assertThat(spec.withKafka("3.9.2").withDisks(2).withFastFailover().kafka()).isEqualTo("3.9.2");
		assertThat(spec.withKafka("3.9.2").withKafka(null)).isEqualTo(spec);
	}

}
