package dev.failoverlab.consumer.delivery;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the account is streamed to readers.
 *
 * @param maxReaders how many may read at once, each on a thread of its own; the next one
 * is refused with status 429
 * @param heartbeat after how long without a line a reader that follows gets a heartbeat
 * line, so that both ends notice a broken connection
 */
@Validated
@ConfigurationProperties("consumer.streams")
record StreamProperties(@DefaultValue("32") @Positive int maxReaders, @DefaultValue("2s") Duration heartbeat) {
}
