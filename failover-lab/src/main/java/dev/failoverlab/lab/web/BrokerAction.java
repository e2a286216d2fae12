package dev.failoverlab.lab.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.jspecify.annotations.Nullable;

/** What can be done to a node from outside, by its word in requests and commands. */
public enum BrokerAction {

	/** SIGTERM. */
	STOP("has stopped", false),

	/** SIGKILL. */
	KILL("is dead", false),

	/** SIGSTOP. */
	PAUSE("is frozen", false),

	/** SIGCONT. */
	RESUME("goes on", true),

	/** Starts a node that is down, with its ports and its data. */
	START("has been started", true),

	/** Cuts a node off from the other nodes. */
	PARTITION("is cut off from the other nodes", false),

	/** Cuts a node off from clients. */
	PARTITION_CLIENTS("is cut off from clients", false),

	/** Cuts a node off from everybody. */
	ISOLATE("is cut off from everybody", false),

	/** Puts a node on a bad line. */
	SLOW("is on a bad line", false),

	/** Undoes whatever was done to a node's network. */
	HEAL("has a good line to everybody", true);

	private final String done;

	private final boolean cures;

	BrokerAction(String done, boolean cures) {
		this.done = done;
		this.cures = cures;
	}

	/**
	 * The action of a word.
	 * @param word the word as it came, or null when none came
	 * @return the action, or empty when the word names none
	 */
	static Optional<BrokerAction> of(@Nullable String word) {
		return Arrays.stream(values()).filter((action) -> action.word().equals(word)).findFirst();
	}

	/**
	 * All the words.
	 * @return for messages, separated by commas
	 */
	static String words() {
		return Arrays.stream(values()).map(BrokerAction::word).collect(Collectors.joining(", "));
	}

	/**
	 * The action's word.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Whether it undoes others.
	 * @return false for those that hurt
	 */
	public boolean cures() {
		return this.cures;
	}

	Node.Effect applyTo(Node node) {
		return switch (this) {
			case STOP -> node.stop();
			case KILL -> node.kill();
			case PAUSE -> node.pause();
			case RESUME -> node.resume();
			case START -> node.start();
			case PARTITION -> NetworkedNode.of(node).cutOff(Cut.NODES);
			case PARTITION_CLIENTS -> NetworkedNode.of(node).cutOff(Cut.CLIENTS);
			case ISOLATE -> NetworkedNode.of(node).cutOff(Cut.ALL);
			case SLOW -> NetworkedNode.of(node).slow(Slowness.BAD_LINE);
			case HEAL -> node.heal();
		};
	}

	/** Notes that a fault is asked for; a cure is noted when it works. */
	void recordAsked(Recorder recorder, Node node, String target) {
		if (!this.cures) {
			recorder.record(
					(t) -> new Event.FaultChange(t, Event.FaultChange.ASKED, word(), node.id(), null, target, null));
		}
	}

	/** Notes that a fault is in force, or cured. */
	void recordDone(Recorder recorder, Node node, String target, Node.Effect effect) {
		if (!effect.changed()) {
			recorder.record((t) -> new Event.Note(t, inWords(node, effect)));
			return;
		}
		String type = this.cures ? Event.FaultChange.END : Event.FaultChange.BEGIN;
		String fault = switch (this) {
			case START -> KILL.word();
			case RESUME -> PAUSE.word();
			case HEAL -> ISOLATE.word();
			default -> word();
		};
		recorder.record((t) -> new Event.FaultChange(t, type, fault, node.id(), null, target, null));
	}

	/** What came of it, in a sentence that needs no other. */
	String inWords(Node node, Node.Effect effect) {
		if (effect.changed()) {
			return "node " + node.id() + " " + this.done;
		}
		if (ofTheNetwork()) {
			return "node " + node.id() + " " + this.done + " already, nothing was done";
		}
		return "node " + node.id() + " " + switch (effect.state()) {
			case DOWN -> "is down already" + ((this == RESUME) ? "; start it instead" : "");
			case RUNNING -> "runs already";
			case PAUSED -> "is paused" + ((this == START) ? "; resume it instead" : " already");
		} + ", nothing was done";
	}

	private boolean ofTheNetwork() {
		return compareTo(START) > 0;
	}

}
