package dev.failoverlab.cluster;

import java.util.Locale;
import java.util.Optional;

/** What can be done to the process of a node. */
public enum NodeCommand {

	/** SIGTERM. */
	STOP("Stops the node in order (SIGTERM)."),

	/** SIGKILL. */
	KILL("Kills the node (SIGKILL)."),

	/** A start with the data that the node had before. */
	START("Starts the node with the data that it had before."),

	/** SIGSTOP, or a frozen control group. */
	PAUSE("Freezes the node (SIGSTOP)."),

	/** SIGCONT. */
	RESUME("Resumes the frozen node (SIGCONT).");

	private final String sentence;

	NodeCommand(String sentence) {
		this.sentence = sentence;
	}

	/** The word for it in files, commands and messages. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** What it does, for people. */
	public String sentence() {
		return this.sentence;
	}

	/** What brings the node back, if that is needed. */
	public Optional<NodeCommand> undoneBy() {
		return switch (this) {
			case STOP, KILL -> Optional.of(START);
			case PAUSE -> Optional.of(RESUME);
			case START, RESUME -> Optional.empty();
		};
	}

}
