package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Values;
import dev.failoverlab.lab.observe.ClusterQuestion;
import org.jspecify.annotations.Nullable;

/** One step of a scenario: what is done, and when. */
public sealed interface Step {

	/**
	 * When the step is due.
	 * @return the time since the step before it was in force, or since the load began
	 */
	Duration after();

	/**
	 * The step in words.
	 * @return for example {@code after 5 s: kill the leader of email.send-0}
	 */
	String description();

	/**
	 * Inflicts a fault.
	 *
	 * @param after the time since the step before
	 * @param fault the fault
	 * @param target the nodes; null when the fault is about no node
	 * @param values the values of the fault's parameters
	 */
	record Inflict(Duration after, Fault fault, @Nullable Target target, Values values) implements Step {

		public Inflict {
			fault.check(values);
			if (fault instanceof NodeFault ofNodes) {
				ofNodes.check(Objects.requireNonNull(target));
			}
		}

		/**
		 * Inflicts a fault that needs no values.
		 * @param after the time since the step before
		 * @param fault the fault
		 * @param target the nodes
		 */
		public Inflict(Duration after, NodeFault fault, Target target) {
			this(after, fault, target, Values.NONE);
		}

		/** What the fault is inflicted on, as the scenario says it. */
		public String targetDescription() {
			return (this.target != null) ? this.target.description()
					: String.valueOf(this.values.given().get(Fault.TARGET));
		}

		@Override
		public String description() {
			return Step.due(this.after) + this.fault.description(targetDescription(), this.values);
		}

	}

	/**
	 * Heals faults: nodes that are down start again, paused ones go on, networks are as
	 * they were. Due at the earliest when no node that must not lead any more leads any
	 * partition, as those left report; they are given half a minute more for that.
	 *
	 * @param after the time since the step before
	 * @param node the one that is healed, or empty when all are
	 * @param untilBack whether the step lasts until every ISR is whole; if one stays
	 * incomplete, the steps after it are not played
	 */
	record Heal(Duration after, OptionalInt node, boolean untilBack) implements Step {

		/**
		 * Heals one node or all, and does not wait until they are back.
		 * @param after the time since the step before
		 * @param node the one that is healed, or empty when all are
		 */
		public Heal(Duration after, OptionalInt node) {
			this(after, node, false);
		}

		/**
		 * Heals all.
		 * @param after the time since the step before
		 */
		public Heal(Duration after) {
			this(after, OptionalInt.empty());
		}

		@Override
		public String description() {
			return Step.due(this.after) + "heal" + (this.node.isPresent() ? " node " + this.node.getAsInt() : "")
					+ (this.untilBack ? ", until every ISR is whole" : "");
		}

	}

	/**
	 * Waits until something has happened.
	 *
	 * @param after the time since the step before from which on it counts
	 * @param condition what
	 * @param within how long to wait for it
	 */
	record Await(Duration after, Condition condition, Duration within) implements Step {

		@Override
		public String description() {
			return (this.after.isZero() ? "" : Step.due(this.after)) + "when " + this.condition.description()
					+ " (within " + this.within.toMillis() / 1000.0 + " s)";
		}

	}

	/**
	 * Observes something, and notes what is seen.
	 *
	 * @param after the time since the step before
	 * @param what what is observed
	 */
	record Observe(Duration after, ClusterQuestion what) implements Step {

		@Override
		public String description() {
			return Step.due(this.after) + "observe " + this.what.words();
		}

	}

	private static String due(Duration after) {
		return "after " + after.toMillis() / 1000.0 + " s: ";
	}

}
