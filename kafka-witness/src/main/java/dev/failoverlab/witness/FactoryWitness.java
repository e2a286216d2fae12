package dev.failoverlab.witness;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.RecordInterceptor;

/**
 * Adds the interceptors to the factories of clients, and wraps what the factories of
 * listener containers have already: an interceptor of the application stays in force.
 * Without a file, it changes nothing.
 */
final class FactoryWitness implements BeanPostProcessor {

	private final Environment environment;

	FactoryWitness(Environment environment) {
		this.environment = environment;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		String file = this.environment.getProperty(Witness.FILE, "");
		if (file.isBlank()) {
			return bean;
		}
		if (bean instanceof DefaultKafkaProducerFactory<?, ?> factory) {
			factory.updateConfigs(settings(factory.getConfigurationProperties(), file, ProducerWitness.class));
		}
		else if (bean instanceof DefaultKafkaConsumerFactory<?, ?> factory) {
			factory.updateConfigs(settings(factory.getConfigurationProperties(), file, ConsumerWitness.class));
		}
		else if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
			wrap(factory);
		}
		return bean;
	}

	private static <K, V> void wrap(AbstractKafkaListenerContainerFactory<?, K, V> factory) {
		RecordInterceptor<K, V> record = factory.getRecordInterceptor();
		factory.setRecordInterceptor(new RecordWitness<>((record != null) ? record : (message, consumer) -> message));
		BatchInterceptor<K, V> batch = factory.getBatchInterceptor();
		factory.setBatchInterceptor(new BatchWitness<>((batch != null) ? batch : (messages, consumer) -> messages));
		ContainerProperties properties = factory.getContainerProperties();
		properties.setConsumerRebalanceListener(new RebalanceWitness(properties.getConsumerRebalanceListener()));
	}

	/**
	 * The application's own interceptors come first, so that the witness sees what they
	 * made.
	 */
	private static Map<String, Object> settings(Map<String, Object> present, String file, Class<?> witness) {
		Object before = present.get(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
		List<String> all = Stream.concat(classes(before), Stream.of(witness.getName())).distinct().toList();
		return Map.of(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, all, Witness.FILE, file);
	}

	/** Kafka takes a list, or names with commas between them. */
	private static Stream<String> classes(@Nullable Object value) {
		if (value instanceof Collection<?> several) {
			return several.stream().map(FactoryWitness::name);
		}
		return (value != null) ? Stream.of(name(value).split("\\s*,\\s*", -1)) : Stream.empty();
	}

	private static String name(Object value) {
		return (value instanceof Class<?> type) ? type.getName() : value.toString().strip();
	}

}
