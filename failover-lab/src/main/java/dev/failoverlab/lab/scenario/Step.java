package dev.failoverlab.lab.scenario;

import java.time.Duration;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.cluster.Target;

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
	String inWords();

	/**
	 * Hurts a node.
	 *
	 * @param after the time since the step before
	 * @param fault what is done
	 * @param target to whom
	 * @param slowness how the node is slowed, if that is what is done
	 */
	record Inflict(Duration after, Fault fault, Target target, Slowness slowness) implements Step {

		public Inflict {
			if ((fault == Fault.SLOW) == slowness.equals(Slowness.NONE)) {
				throw new IllegalArgumentException("A step says how a node is slowed if, and only if, it slows one.");
			}
		}

		/**
		 * Hurts a node otherwise than by slowing it.
		 * @param after the time since the step before
		 * @param fault what is done
		 * @param target to whom
		 */
		public Inflict(Duration after, Fault fault, Target target) {
			this(after, fault, target, Slowness.NONE);
		}

		@Override
		public String inWords() {
			String how = this.slowness.inWords();
			return Step.due(this.after) + this.fault.word() + " " + this.target.inWords()
					+ (how.isEmpty() ? "" : " (" + how + ")");
		}

	}

	/**
	 * Heals all that was hurt: nodes that are down start again, paused ones go on,
	 * networks are as they were. Due at the earliest when no node that must not lead any
	 * more leads any partition, as those left report; they are given half a minute more
	 * for that.
	 *
	 * @param after the time since the step before
	 */
	record Heal(Duration after) implements Step {

		@Override
		public String inWords() {
			return Step.due(this.after) + "heal";
		}

	}

	private static String due(Duration after) {
		return "after " + after.toMillis() / 1000.0 + " s: ";
	}

}
