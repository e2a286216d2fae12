package dev.failoverlab.consumer.email;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.actuator.CarefulStartTask;
import dev.failoverlab.actuator.ClusterTask;
import dev.failoverlab.consumer.ConsumerServiceException;
import dev.failoverlab.consumer.deadletter.DeadLetter;
import dev.failoverlab.consumer.deadletter.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** What of the listener's container cannot be said in {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

	/**
	 * Starts the listener when the cluster first answers. A consumer of the new group
	 * protocol that has not reached its coordinator yet never rests: with every broker
	 * down it would take most of a core (the heartbeat interval it waits for is 0 until
	 * the coordinator says otherwise; KAFKA-20426 is the same for another state).
	 */
	@Bean
	@ConditionalOnBooleanProperty(name = "spring.kafka.listener.auto-startup", matchIfMissing = true)
	ClusterTask listenerStart(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners,
			CarefulStartTask<?, ?> carefulStart, @Value("${consumer.topic}") String topic) {
		return new ClusterTask("Start of the listener", admin, Duration.ofMillis(200), (client) -> {
			client.describeCluster().nodes().get();
			carefulStart.run(topic);
			Objects.requireNonNull(listeners.getListenerContainer(EmailListener.ID)).start();
		});
	}

	/** What cannot even be read is put aside without its content. */
	@Bean
	CarefulStartTask<byte[], byte[]> carefulStart(ConsumerFactory<byte[], byte[]> consumers, EmailListener listener,
			DeadLetters deadLetters, @Value("${consumer.account.file}.starts") Path file) {
		return new CarefulStartTask<>(consumers, file, (record) -> listener.onRecords(List.of(record)),
				(partition, offset) -> {
					Exception cause = new UnreadableEmailException("The process ended each time that it was read.",
							null);
					deadLetters.putAside(List.of(new DeadLetter(
							new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, null), null,
							cause)));
				});
	}

	@Bean
	ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> asynchronousCommits(
			OffsetCommits commits) {
		return (container) -> {
			ContainerProperties properties = container.getContainerProperties();
			properties.setSyncCommits(false);
			properties.setCommitCallback(commits);
		};
	}

	/**
	 * Retries an email whose handling failed, and puts it aside in the end. What became
	 * of a record is said in one line by {@link DeadLetters}; stack traces of each try
	 * would be several kilobytes a second.
	 */
	@Bean
	CommonErrorHandler errorHandler(DeadLetters deadLetters, EmailReader reader, RetryProperties retry) {
		ExponentialBackOff backOff = new ExponentialBackOff(retry.firstDelay().toMillis(), 2);
		backOff.setMaxInterval(retry.longestDelay().toMillis());
		backOff.setMaxAttempts(retry.retries());
		DefaultErrorHandler handler = new DefaultErrorHandler((record, exception) -> {
			@SuppressWarnings("unchecked")
			ConsumerRecord<byte[], byte[]> failed = (ConsumerRecord<byte[], byte[]>) record;
			deadLetters.putAside(List.of(new DeadLetter(failed, reader.idIn(failed.value()), faultOf(exception))));
		}, backOff);
		handler.setLogLevel(KafkaException.Level.DEBUG);
		return handler;
	}

	/**
	 * What went wrong with the record, without what the listener and its container say of
	 * it. That it cannot be noted or put aside is no fault of the record: it is tried
	 * again from the first retry on, for as long as it takes.
	 */
	private static Exception faultOf(Exception exception) {
		Exception cause = exception;
		while (cause instanceof KafkaException && cause.getCause() instanceof Exception inner) {
			cause = inner;
		}
		if (cause instanceof ConsumerServiceException ownFault) {
			throw ownFault;
		}
		return cause;
	}

}
