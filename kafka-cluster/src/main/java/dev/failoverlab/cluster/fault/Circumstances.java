package dev.failoverlab.cluster.fault;

import java.util.random.RandomGenerator;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Target;

/**
 * What a fault needs to know besides its nodes.
 *
 * @param cluster the cluster
 * @param target the target that the nodes were resolved from
 * @param values the values of the fault's parameters
 * @param random decides what is left open; the same seed decides the same
 */
public record Circumstances(KafkaCluster cluster, Target target, Values values, RandomGenerator random) {
}
