package dev.failoverlab.cluster;

/**
 * What can be done to a node. A backend that cannot inflict one refuses it by name before
 * a run starts.
 */
public enum Fault {

	/** Nothing at all: the control. */
	NONE,

	/** SIGTERM: the node hands its leaderships over and leaves. Healed by a start. */
	STOP,

	/** SIGKILL: the process is gone, its data stays. Healed by a start. */
	KILL,

	/**
	 * SIGSTOP: the process keeps its memory and its connections and does nothing. Healed
	 * by a resume.
	 */
	PAUSE;

	/**
	 * The word for this fault in scenarios, histories and messages.
	 * @return the name in lower case with hyphens
	 */
	public String word() {
		return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
	}

}
