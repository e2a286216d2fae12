package dev.failoverlab.consumer.deadletter;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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
record DeadLetterProperties(@DefaultValue("email.send-dlt") @NotBlank String topic,
		@DefaultValue("3") @Positive int partitions, @DefaultValue("3") @Positive short replicationFactor,
		@DefaultValue("2") @Positive int minInSyncReplicas, @DefaultValue("2MB") DataSize maxMessageSize) {
}
