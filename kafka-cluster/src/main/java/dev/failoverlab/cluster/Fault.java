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
	PAUSE,

	/**
	 * The node and the other nodes no longer hear each other; clients reach all of them.
	 * Healed by a heal, as are all that follow.
	 */
	PARTITION,

	/** Clients no longer reach the node; it and the other nodes hear each other. */
	PARTITION_CLIENTS,

	/** Nobody hears the node and it hears nobody, nodes and clients alike. */
	ISOLATE,

	/** The node's answers come late, or not at all, or in a trickle. */
	SLOW,

	/**
	 * One of the node's log directories has no room left: what Kafka must write there now
	 * and then (its checkpoints) fails for want of space. In force once the broker itself
	 * reports the directory as failed. Healed by a heal, which restarts the node: Kafka
	 * takes no failed directory back before.
	 */
	DISK_FULL,

	/**
	 * One of the node's log directories is not there any more. In force and healed like
	 * {@link #DISK_FULL}.
	 */
	DISK_GONE,

	/**
	 * The node is killed, its data is deleted, and its old directory is a voter no more.
	 * Healed by a start, which formats it anew; it joins by itself.
	 */
	WIPE;

	/**
	 * Whether somebody else must lead what the node leads, as soon as the others notice.
	 * @return false when it goes on leading, however badly, or leads on what disk it has
	 * left
	 */
	public boolean movesLeaders() {
		return switch (this) {
			case STOP, KILL, PAUSE, PARTITION, ISOLATE, WIPE -> true;
			case NONE, PARTITION_CLIENTS, SLOW, DISK_FULL, DISK_GONE -> false;
		};
	}

	/**
	 * Whether it befalls a log directory, and so needs a node with more than one.
	 * @return true for a disk that is full or gone
	 */
	public boolean ofADisk() {
		return this == DISK_FULL || this == DISK_GONE;
	}

	/**
	 * The word for this fault in scenarios, histories and messages.
	 * @return the name in lower case with hyphens
	 */
	public String word() {
		return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
	}

}
