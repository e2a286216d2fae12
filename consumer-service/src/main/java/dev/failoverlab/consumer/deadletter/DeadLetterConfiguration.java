package dev.failoverlab.consumer.deadletter;

import dev.failoverlab.consumer.delivery.Account;
import dev.failoverlab.consumer.email.EmailReader;
import dev.failoverlab.consumer.email.UnreadableEmailException;
import org.apache.kafka.common.TopicPartition;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens to a record that fails: retries first where they can help, then the
 * dead-letter topic.
 */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

	@Bean
	DeadLetters deadLetters(KafkaOperations<Object, Object> kafka, DeadLetterTopic topic, EmailReader reader,
			Account account) {
		// The record keeps its partition number where the dead-letter topic has that
		// many.
		DeadLetterPublishingRecoverer publisher = new DeadLetterPublishingRecoverer(kafka,
				(failed, exception) -> new TopicPartition(topic.name(), failed.partition()));
		// A stack trace would say nothing that class and message do not, and be the
		// largest part of the record.
		publisher.excludeHeader(HeadersToAdd.EX_STACKTRACE);
		publisher.setFailIfSendResultIsError(true);
		return new DeadLetters(publisher, topic, reader, account);
	}

	@Bean
	CommonErrorHandler errorHandler(DeadLetters deadLetters, RetryProperties properties) {
		ExponentialBackOff backOff = new ExponentialBackOff(properties.firstDelay().toMillis(), 2);
		backOff.setMaxInterval(properties.longestDelay().toMillis());
		backOff.setMaxAttempts(properties.retries());
		DefaultErrorHandler handler = new DefaultErrorHandler(deadLetters, backOff);
		handler.addNotRetryableExceptions(UnreadableEmailException.class);
		return handler;
	}

}
