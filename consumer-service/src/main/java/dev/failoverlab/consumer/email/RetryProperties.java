package dev.failoverlab.consumer.email;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
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
record RetryProperties(@Positive int retries, Duration firstDelay, Duration longestDelay) {
}
