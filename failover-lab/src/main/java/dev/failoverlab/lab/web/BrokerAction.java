package dev.failoverlab.lab.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.history.Event;
import dev.failoverlab.lab.history.Recorder;
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
	START("has been started", true);

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
		return name().toLowerCase(Locale.ROOT);
	}

	Node.Effect applyTo(Node node) {
		return switch (this) {
			case STOP -> node.stop();
			case KILL -> node.kill();
			case PAUSE -> node.pause();
			case RESUME -> node.resume();
			case START -> node.start();
		};
	}

	/** Notes that a fault is asked for; a cure is noted when it works. */
	void recordAsked(Recorder recorder, Node node, String target) {
		if (!this.cures) {
			recorder.record((t) -> new Event.Fault(t, Event.Fault.ASKED, word(), node.id(), null, target, null));
		}
	}

	/** Notes that a fault is in force, or cured. */
	void recordDone(Recorder recorder, Node node, String target, Node.Effect effect) {
		if (!effect.changed()) {
			recorder.record((t) -> new Event.Note(t, inWords(node, effect)));
			return;
		}
		String type = this.cures ? Event.Fault.END : Event.Fault.BEGIN;
		String fault = switch (this) {
			case START -> KILL.word();
			case RESUME -> PAUSE.word();
			default -> word();
		};
		recorder.record((t) -> new Event.Fault(t, type, fault, node.id(), null, target, null));
	}

	/** What came of it, in a sentence that needs no other. */
	String inWords(Node node, Node.Effect effect) {
		if (effect.changed()) {
			return "node " + node.id() + " " + this.done;
		}
		return "node " + node.id() + " " + switch (effect.state()) {
			case DOWN -> "is down already" + ((this == RESUME) ? "; start it instead" : "");
			case RUNNING -> "runs already";
			case PAUSED -> "is paused" + ((this == START) ? "; resume it instead" : " already");
		} + ", nothing was done";
	}

}
