package dev.failoverlab.producer.email;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How many single emails may wait for their acknowledgement at once. One more is answered
 * with 429.
 *
 * @param maxWaiting how many; well below the server's {@code max-connections}, since each
 * keeps a connection, and a caller that gets 429 needs one too
 * @param maxWaitingSize how large they may be together
 */
@ConfigurationProperties("producer.email")
record EmailSettings(int maxWaiting, DataSize maxWaitingSize) {
}
