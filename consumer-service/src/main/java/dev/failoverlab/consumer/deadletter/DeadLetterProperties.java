package dev.failoverlab.consumer.deadletter;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The topic for records that cannot be handled.
 *
 * @param topic its name
 * @param partitions how many partitions it is created with
 * @param replicationFactor how many brokers keep each
 * @param minInSyncReplicas how many of these have to have a record before it counts
 * @param maxMessageSize its largest record, above that of the topic read from: a dead
 * letter carries headers on top
 */
@Validated
@ConfigurationProperties("consumer.dead-letters")
record DeadLetterProperties(@NotBlank String topic, @Positive int partitions, @Positive short replicationFactor,
		@Positive int minInSyncReplicas, DataSize maxMessageSize) {
}
