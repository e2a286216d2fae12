package dev.failoverlab.consumer.email;

import dev.failoverlab.consumer.deadletter.DeadLetterException;
import dev.failoverlab.consumer.deadletter.DeadLetters;
import dev.failoverlab.consumer.delivery.AccountException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/** What of the listener's container cannot be said in {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

	/** For what is no fault of the record: it waits until it can be noted. */
	private static final BackOff UNTIL_IT_WORKS = new FixedBackOff(1000, FixedBackOff.UNLIMITED_ATTEMPTS);

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
			deadLetters.putAside(failed, reader.idIn(failed.value()), causeOf(exception));
		}, backOff);
		handler.setBackOffFunction((record,
				exception) -> (exception instanceof AccountException || exception instanceof DeadLetterException)
						? UNTIL_IT_WORKS : null);
		handler.setLogLevel(KafkaException.Level.DEBUG);
		return handler;
	}

	/**
	 * The listener's exception is wrapped by the container; what went wrong is inside.
	 */
	private static Exception causeOf(Exception exception) {
		return (exception.getCause() instanceof Exception cause) ? cause : exception;
	}

}
