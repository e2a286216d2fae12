package dev.failoverlab.witness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class FactoryWitnessTests {

	private static final String OWN = "com.example.OwnInterceptor";

	static Stream<Object> interceptors() {
		return Stream.of(OWN, " " + OWN + " , java.lang.String", List.of(OWN), List.of(String.class, OWN),
				OWN + "," + ProducerWitness.class.getName());
	}

	@ParameterizedTest
	@MethodSource("interceptors")
	void theApplicationsOwnInterceptorsStayAndTheWitnessIsThereOnce(Object own) {
		DefaultKafkaProducerFactory<Object, Object> factory = new DefaultKafkaProducerFactory<>(
				Map.of("interceptor.classes", own));
		witness("witness.ndjson").postProcessAfterInitialization(factory, "factory");
		assertThat(factory.getConfigurationProperties()).containsEntry(Witness.FILE, "witness.ndjson");
		assertThat(factory.getConfigurationProperties().get("interceptor.classes"))
			.asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.contains(OWN)
			.containsOnlyOnce(ProducerWitness.class.getName());
	}

	@Test
	void consumersGetTheirOwn() {
		DefaultKafkaConsumerFactory<Object, Object> factory = new DefaultKafkaConsumerFactory<>(new HashMap<>());
		witness("witness.ndjson").postProcessAfterInitialization(factory, "factory");
		assertThat(factory.getConfigurationProperties()).containsEntry("interceptor.classes",
				List.of(ConsumerWitness.class.getName()));
	}

	@Test
	void withoutAFileContainersAreLeftAlone() {
		ConcurrentKafkaListenerContainerFactory<Object, Object> factory = new ConcurrentKafkaListenerContainerFactory<>();
		witness("").postProcessAfterInitialization(factory, "factory");
		assertThat(factory.getRecordInterceptor()).isNull();
		assertThat(factory.getContainerProperties().getConsumerRebalanceListener()).isNull();
		witness("witness.ndjson").postProcessAfterInitialization(factory, "factory");
		assertThat(factory.getRecordInterceptor()).isInstanceOf(RecordWitness.class);
		assertThat(factory.getBatchInterceptor()).isInstanceOf(BatchWitness.class);
		assertThat(factory.getContainerProperties().getConsumerRebalanceListener())
			.isInstanceOf(RebalanceWitness.class);
	}

	@Test
	void withoutAFileClientsAreLeftAlone() {
		DefaultKafkaProducerFactory<Object, Object> factory = new DefaultKafkaProducerFactory<>(new HashMap<>());
		witness("").postProcessAfterInitialization(factory, "factory");
		assertThat(factory.getConfigurationProperties()).isEmpty();
	}

	private static FactoryWitness witness(String file) {
		return new FactoryWitness(new MockEnvironment().withProperty(Witness.FILE, file));
	}

}
