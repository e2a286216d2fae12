package dev.failoverlab.producer.batch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Bounds for batch streams.
 *
 * @param maxStreams how many may be open at once; each has a thread of its own. One more
 * is answered with 429
 * @param maxLine how long a line may be; together with what Kafka adds it must stay below
 * the producer's {@code max.request.size} and the topic's {@code max.message.bytes}
 * @param window how many lines of one stream may lack their result, or have one that the
 * caller has not read yet; no more is read from a stream whose window is full
 * @param windowSize how large these lines may be together
 */
@ConfigurationProperties("producer.batch")
record BatchSettings(int maxStreams, DataSize maxLine, int window, DataSize windowSize) {
}
