package dev.failoverlab.lab.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.NodeFault;
import org.jspecify.annotations.Nullable;

/** An action on a node, with its word in requests and commands. */
public sealed interface NodeAction {

	/**
	 * All actions: first the faults that another action heals, then the healing actions.
	 */
	static List<NodeAction> all() {
		return Stream
			.concat(faults().filter((fault) -> Cure.of(fault.healing()).isPresent()).map(Inflict::new),
					Arrays.stream(Cure.values()))
			.toList();
	}

	/**
	 * Finds an action by its word.
	 * @param word the word of a request, or null
	 * @return the action, or empty when there is none
	 */
	static Optional<NodeAction> of(@Nullable String word) {
		return all().stream().filter((action) -> action.word().equals(word)).findFirst();
	}

	/** All words, separated by commas, for messages. */
	static String words() {
		return all().stream().map(NodeAction::word).collect(Collectors.joining(", "));
	}

	private static Stream<NodeFault> faults() {
		return Faults.all().stream().filter(NodeFault.class::isInstance).map(NodeFault.class::cast);
	}

	/** The word in requests and commands. */
	String word();

	/** What it does, as a sentence. */
	String sentence();

	/** The text after the node's name once it is done. */
	String done();

	/** The text after the node's name when it changed nothing. */
	String unchanged(State state);

	/** What was done, as a complete sentence. */
	default String message(Node node, Node.Effect effect) {
		return "node " + node.id() + " "
				+ (effect.changed() ? done() : unchanged(effect.state()) + ", nothing was done");
	}

	/** Inflicts a fault. */
	record Inflict(NodeFault fault) implements NodeAction {

		@Override
		public String word() {
			return this.fault.word();
		}

		@Override
		public String sentence() {
			String detail = this.fault.detail(this.fault.byHand());
			return this.fault.sentence() + (detail.isEmpty() ? "" : ": " + detail)
					+ (this.fault.needs().contains(Capability.NETWORK) ? " (containers only)." : ".");
		}

		@Override
		public String done() {
			return this.fault.phrases().inForce();
		}

		@Override
		public String unchanged(State state) {
			return (this.fault.stopsProcess() ? Cure.describe(state) : done()) + " already";
		}

	}

	/** Heals all faults that are healed in the same way. */
	enum Cure implements NodeAction {

		/** Starts a node that is down. */
		START(Healing.START, "Starts a node that is down, with its ports and its data", "has been started"),

		/** Resumes a frozen node. */
		RESUME(Healing.RESUME, "SIGCONT: a frozen node is resumed", "is resumed"),

		/** Restores a node's network. */
		HEAL(Healing.NETWORK, "Restores the node's network", "has a normal network again");

		private final Healing healing;

		private final String sentence;

		private final String done;

		Cure(Healing healing, String sentence, String done) {
			this.healing = healing;
			this.sentence = sentence;
			this.done = done;
		}

		private static Optional<Cure> of(Healing healing) {
			return Arrays.stream(values()).filter((cure) -> cure.healing == healing).findFirst();
		}

		Healing healing() {
			return this.healing;
		}

		/** A start also heals the faults of a process that has ended. */
		boolean heals(Fault fault) {
			return fault.healing() == this.healing || (this == START && fault.healing() == Healing.RESUME);
		}

		@Override
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		@Override
		public String sentence() {
			return this.sentence + ". Heals "
					+ faults().filter((fault) -> fault.healing() == this.healing)
						.map(Fault::word)
						.collect(Collectors.joining(", "))
					+ ".";
		}

		@Override
		public String done() {
			return this.done;
		}

		@Override
		public String unchanged(State state) {
			if (this == HEAL) {
				return this.done + " already";
			}
			return switch (state) {
				case DOWN -> "is already down; start it instead";
				case RUNNING -> "already runs";
				case PAUSED -> "is paused; resume it instead";
			};
		}

		private static String describe(State state) {
			return (state == State.RUNNING) ? "runs" : "is " + state.name().toLowerCase(Locale.ROOT);
		}

	}

}
