package dev.failoverlab.cluster.fault;

/**
 * The wording of a fault in reports.
 *
 * @param noun its name: {@code kill}, {@code isolation}
 * @param inForce follows the node's name when it is in force: {@code is dead}
 * @param over follows the node's name when it is healed: {@code is started again}
 */
public record Phrases(String noun, String inForce, String over) {
}
