package dev.failoverlab.lab.bench;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Another bridge from HTTP to the measured cluster, which takes the v2 JSON of Kafka REST
 * bridges.
 *
 * @param uri where it listens
 * @param pid its process, if it is one of this machine; without it, the processor time
 * that it takes cannot be told from that of other programs
 */
public record Peer(URI uri, @Nullable Long pid) {
}
