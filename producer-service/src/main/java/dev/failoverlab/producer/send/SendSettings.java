package dev.failoverlab.producer.send;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a caller waits for the outcome of a send.
 *
 * @param deadline after this long an answer says <em>unknown</em>; longer than the
 * producer needs at most to find out by itself
 */
@ConfigurationProperties("producer.send")
record SendSettings(Duration deadline) {
}
