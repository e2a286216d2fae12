package dev.failoverlab.consumer.email;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often an email whose handling failed is tried again before it becomes a dead
 * letter.
 *
 * @param retries how many times after the first, 1 or more
 * @param firstDelay how long to wait before the first retry; each further one waits twice
 * as long
 * @param longestDelay the longest wait between two
 */
@Validated
@ConfigurationProperties("consumer.retry")
record RetryProperties(@DefaultValue("4") @Positive int retries, @DefaultValue("200ms") Duration firstDelay,
		@DefaultValue("5s") Duration longestDelay) {
}
