package dev.failoverlab.junit;

import java.util.Map;

import dev.failoverlab.cluster.Target;

/**
 * Begins with a fault or adds one. Faults are in force until the run ends them: a node
 * that is down is started, a paused one is resumed, and so on.
 */
public abstract sealed class Inflicting permits Failover, Drill {

	Inflicting() {
	}

	/**
	 * Any fault of nodes, by its word.
	 * @param word for example {@code stutter}; docs/faults.md lists them
	 * @param target the nodes
	 * @param values of its keys, for example {@code Map.of("paused", "200ms")}
	 * @throws IllegalArgumentException when there is no such fault or key, or a value is
	 * not valid; the message says what would be
	 */
	public abstract Drill fault(String word, Target target, Map<String, String> values);

	/** Any fault of nodes with the defaults of its keys. */
	public Drill fault(String word, Target target) {
		return fault(word, target, Map.of());
	}

	/** SIGKILL: the node's process ends at once, its data stays. */
	public Drill kill(Target target) {
		return fault("kill", target);
	}

	/** SIGTERM: the node hands over its leaderships and shuts down. */
	public Drill stop(Target target) {
		return fault("stop", target);
	}

	/** SIGSTOP: the node freezes; its connections stay open, but it does not answer. */
	public Drill pause(Target target) {
		return fault("pause", target);
	}

	/** SIGSTOP and SIGCONT in turns: the node freezes and resumes repeatedly. */
	public Drill stutter(Target target) {
		return fault("stutter", target);
	}

	/** The node is killed and started again as soon as the others miss it. */
	public Drill bounce(Target target) {
		return fault("bounce", target, Map.of("with", "kill"));
	}

	/** The node is killed, removed from the voters, and its data is deleted. */
	public Drill wipe(Target target) {
		return fault("wipe", target);
	}

	/** A live broker is taken out of the cluster, and does not come back by itself. */
	public Drill unregister(Target target) {
		return fault("unregister", target);
	}

	/** One of several log directories has no space left. */
	public Drill diskFull(Target target) {
		return fault("disk-full", target);
	}

	/** One of several log directories disappears. */
	public Drill diskGone(Target target) {
		return fault("disk-gone", target);
	}

	/** No fault: the control. */
	public Drill none() {
		return fault("none", Targets.node(1));
	}

}
