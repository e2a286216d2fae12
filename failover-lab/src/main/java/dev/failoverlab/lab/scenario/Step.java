package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.OptionalInt;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.lab.observe.ClusterQuestion;

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
			if (fault == Fault.WIPE && (target instanceof Target.Majority || target instanceof Target.All)) {
				throw new IllegalArgumentException("The fault wipe cannot be inflicted on " + target.inWords()
						+ ": what the quorum knew would be lost, and no cluster would be left to join.");
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
	 * Heals what was hurt: nodes that are down start again, paused ones go on, networks
	 * are as they were. Due at the earliest when no node that must not lead any more
	 * leads any partition, as those left report; they are given half a minute more for
	 * that.
	 *
	 * @param after the time since the step before
	 * @param node the one that is healed, or empty when all are
	 */
	record Heal(Duration after, OptionalInt node) implements Step {

		/**
		 * Heals all.
		 * @param after the time since the step before
		 */
		public Heal(Duration after) {
			this(after, OptionalInt.empty());
		}

		@Override
		public String inWords() {
			return Step.due(this.after) + "heal" + (this.node.isPresent() ? " node " + this.node.getAsInt() : "");
		}

	}

	/**
	 * Waits until something has come about.
	 *
	 * @param after the time since the step before from which on it counts
	 * @param condition what
	 * @param within how long to wait for it
	 */
	record Await(Duration after, Condition condition, Duration within) implements Step {

		@Override
		public String inWords() {
			return (this.after.isZero() ? "" : Step.due(this.after)) + "when " + this.condition.inWords() + " (within "
					+ this.within.toMillis() / 1000.0 + " s)";
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
		public String inWords() {
			return Step.due(this.after) + "observe " + this.what.words();
		}

	}

	/**
	 * Takes a node down and starts it again, several times over. Each time the target is
	 * found anew, and the next begins when the node is in the ISR of every partition
	 * again.
	 *
	 * @param after the time since the step before
	 * @param with how it is taken down: {@link Fault#STOP} or {@link Fault#KILL}
	 * @param times how often, 1 or more
	 * @param target whom
	 */
	record Bounce(Duration after, Fault with, int times, Target target) implements Step {

		public Bounce {
			Step.stopOrKill(with);
			if (times < 1) {
				throw new IllegalArgumentException("A node is bounced once or more, not " + times + " times.");
			}
		}

		@Override
		public String inWords() {
			return Step.due(this.after) + "bounce (" + this.with.word() + ") " + this.target.inWords() + ", "
					+ this.times + " times";
		}

	}

	/**
	 * Takes a client service down and starts it again.
	 *
	 * @param after the time since the step before
	 * @param with how it is taken down: {@link Fault#STOP} or {@link Fault#KILL}
	 * @param client which one
	 */
	record RestartClient(Duration after, Fault with, Client client) implements Step {

		public RestartClient {
			Step.stopOrKill(with);
		}

		@Override
		public String inWords() {
			return Step.due(this.after) + "restart-client (" + this.with.word() + ") " + this.client.word();
		}

	}

	/** A service that is a client of the cluster. */
	enum Client {

		/** What sends. */
		PRODUCER,

		/** What receives. */
		CONSUMER;

		/**
		 * The word for this client in scenarios, histories and messages.
		 * @return the name in lower case
		 */
		public String word() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

	private static void stopOrKill(Fault with) {
		if (with != Fault.STOP && with != Fault.KILL) {
			throw new IllegalArgumentException(
					"What is started again is taken down by stop or kill, not by " + with.word() + ".");
		}
	}

	private static String due(Duration after) {
		return "after " + after.toMillis() / 1000.0 + " s: ";
	}

}
