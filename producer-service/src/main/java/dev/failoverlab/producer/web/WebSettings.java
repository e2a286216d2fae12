package dev.failoverlab.producer.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What holds for every request.
 *
 * @param maxBody how large a request's body may be, and a line of a batch; together with
 * what Kafka adds it must stay below the producer's {@code max.request.size} and the
 * topic's {@code max.message.bytes}
 * @param bodyTimeout how long the body of a request that is not a stream may pause
 */
@ConfigurationProperties("producer.web")
public record WebSettings(DataSize maxBody, Duration bodyTimeout) {
}
