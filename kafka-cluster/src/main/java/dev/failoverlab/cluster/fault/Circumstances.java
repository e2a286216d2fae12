package dev.failoverlab.cluster.fault;

import java.util.random.RandomGenerator;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Target;

/**
 * What a fault needs besides the nodes it is inflicted on.
 * 
 * @param target the target that was resolved to the nodes
 * @param values the values of the fault's parameters
 * @param random makes random choices; the same seed gives the same choices
 */
public record Circumstances(KafkaCluster cluster, Target target, Values values, RandomGenerator random) {
}
