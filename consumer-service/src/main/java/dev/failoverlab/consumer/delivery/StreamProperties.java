package dev.failoverlab.consumer.delivery;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the delivery log is streamed to readers.
 *
 * @param maxReaders how many may read at once, each on a thread of its own; the next one
 * is refused with status 429
 * @param heartbeat after how long without a line a reader that follows gets a heartbeat
 * line, so that both ends notice a broken connection
 */
@Validated
@ConfigurationProperties("consumer.streams")
record StreamProperties(@Positive int maxReaders, Duration heartbeat) {
}
