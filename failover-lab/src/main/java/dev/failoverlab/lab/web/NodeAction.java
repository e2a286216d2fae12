package dev.failoverlab.lab.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Capability;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.cluster.fault.Values;
import org.jspecify.annotations.Nullable;

/** An action on a node, with its word in requests and commands. */
public sealed interface NodeAction {

	/**
	 * All actions: first the faults that another action heals, then the healing actions.
	 */
	static List<NodeAction> all() {
		return Stream
			.concat(faults().filter((fault) -> Cure.of(fault.healing()).isPresent())
				.map((fault) -> new Inflict(fault, fault.byHand())), Arrays.stream(Cure.values()))
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

	/** Whether nodes of a cluster can have it. */
	default boolean isPossible(KafkaCluster cluster) {
		return true;
	}

	/** What was done, as a complete sentence. */
	default String message(Node node, Node.Effect effect) {
		return "node " + node.id() + " "
				+ (effect.changed() ? done() : unchanged(effect.state()) + ", nothing was done");
	}

	/**
	 * The same action with values of its parameters.
	 * @param text {@code NAME=VALUE}, several separated by blanks
	 * @throws IllegalArgumentException when it has no such parameter, or the value is not
	 * valid
	 */
	default NodeAction with(String text) {
		if (!text.isBlank()) {
			throw new IllegalArgumentException(word() + " takes no values.");
		}
		return this;
	}

	/**
	 * Inflicts a fault.
	 *
	 * @param fault the fault
	 * @param values the values of its parameters
	 */
	record Inflict(NodeFault fault, Values values) implements NodeAction {

		@Override
		public boolean isPossible(KafkaCluster cluster) {
			return cluster.capabilities().containsAll(this.fault.needs());
		}

		@Override
		public NodeAction with(String text) {
			Values all = this.values;
			for (String given : new Scanner(text).tokens().toList()) {
				all = all.parse(parameter(given), given.substring(given.indexOf('=') + 1));
			}
			this.fault.check(all);
			return new Inflict(this.fault, all);
		}

		private Parameter<?> parameter(String given) {
			List<Parameter<?>> known = this.fault.parameters();
			return known.stream()
				.filter((parameter) -> given.startsWith(parameter.name() + "="))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("\"" + given + "\" is no value of " + word() + ". "
						+ (known.isEmpty() ? "It takes none."
								: "It takes " + known.stream()
									.map((parameter) -> parameter.name() + "=…")
									.collect(Collectors.joining(" ")) + ".")));
		}

		@Override
		public String word() {
			return this.fault.word();
		}

		@Override
		public String sentence() {
			String detail = this.fault.detail(this.values);
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

		/** What heals a fault that was inflicted by hand. */
		static Cure of(Fault fault) {
			return of(fault.healing()).orElseThrow();
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
