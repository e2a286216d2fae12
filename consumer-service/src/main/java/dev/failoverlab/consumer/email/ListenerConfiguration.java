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
import org.springframework.context.annotation.Profile;
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

/**
 * The settings of the listener's container that have no property in
 * {@code application.yaml}, among them what happens after an error:
 * <ul>
 * <li>An email whose handling fails is tried again {@code consumer.retry.retries} times,
 * with growing delays, and becomes a dead letter when the last retry fails.</li>
 * <li>A record that cannot be read becomes a dead letter at once, in
 * {@link EmailListener}: a retry would change nothing.</li>
 * <li>An error of the service itself, a {@link ConsumerServiceException}, is no fault of
 * the email: the delivery log or the dead-letter topic cannot be written now, or the
 * service stops. The record is tried again for ever, and never becomes a dead letter for
 * it.</li>
 * <li>A record that ends the process again and again is skipped at a later start, in
 * {@link #carefulStart}: the process ends before any code here sees the record.</li>
 * </ul>
 * Offsets are committed up to the first record that is not done.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!share")
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

	/**
	 * Gets past a record that ends the process, for instance because it is unpacked to
	 * more than the memory holds. Its dead letter has neither key nor value: to read them
	 * would end the process again.
	 */
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
	 * Retries an email whose handling failed; when the last retry fails too, it becomes a
	 * dead letter. {@link DeadLetters} logs one line for each record; stack traces of
	 * each try would be several kilobytes a second.
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
	 * What went wrong with the email, without the exceptions that the listener and its
	 * container wrap around it. Called when the last retry has failed.
	 * @throws ConsumerServiceException when the error is one of the service itself:
	 * {@link DefaultErrorHandler} then counts from the first retry again
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
