package dev.failoverlab.cluster;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * One Kafka node. Every command is idempotent, has a time limit, and returns once its
 * effect is in force.
 */
public interface Node {

	/**
	 * The node's {@code node.id}.
	 * @return the id, 1 or higher
	 */
	int id();

	/** The node's state when it was last seen. */
	State state();

	/**
	 * The end of the current process, for any reason.
	 * @return completes once that process has ended, even if another has started since;
	 * already completed when none runs
	 */
	CompletableFuture<Integer> gone();

	/**
	 * The process id.
	 * @return the pid, or empty when the node does not run, or is not a process of this
	 * machine
	 */
	OptionalLong pid();

	/**
	 * Where the broker listens.
	 * @return {@code host:port}, or an empty string for a node that is only a controller
	 */
	String brokerAddress();

	/**
	 * Where the controller listens.
	 * @return {@code host:port}, or an empty string for a node that is only a broker
	 */
	String controllerAddress();

	/** The file with the node's log output, which grows while the node runs. */
	Path logFile();

	/** Whether a command can be given to it; only nodes that others run refuse some. */
	default boolean can(NodeCommand command) {
		return true;
	}

	/**
	 * Starts the node with the ports and the data that it had before. Returns once the
	 * process runs; {@link KafkaCluster#awaitReady} waits for the cluster.
	 * @return what was done
	 */
	Effect start();

	/**
	 * Asks the node to stop (SIGTERM) and waits until it has stopped. If it does not stop
	 * in time, a thread dump is saved next to the log, and a {@link ClusterException}
	 * names the file. The node is never killed instead.
	 * @return what was done
	 */
	Effect stop();

	/**
	 * Kills the node (SIGKILL), paused or not, and waits until the process is gone.
	 * @return what was done
	 */
	Effect kill();

	/**
	 * Freezes the node (SIGSTOP, or a frozen control group) and waits until the system
	 * reports it as stopped.
	 * @return what was done
	 */
	Effect pause();

	/**
	 * Resumes a paused node.
	 * @return what was done
	 */
	Effect resume();

	/**
	 * Breaks one of the broker's log directories, until it is healed. Returns once the
	 * broker itself reports the directory as failed, which takes it some seconds.
	 * @param disk the number of the disk, from 1
	 * @param how how it fails
	 * @return what was done
	 * @throws ClusterException when there is no such disk, when it is the only one, when
	 * the node does not run, or when it does not report the failure in time
	 */
	Effect breakDisk(int disk, DiskFailure how);

	/**
	 * Kills the node and deletes its data. Returns once the process is gone, the data is
	 * deleted and, if the node was a voter, its old directory is no longer one. The next
	 * start creates a new node with the same id.
	 * @return what was done; changed even if the node was already down
	 * @throws ClusterException when too few other voters run to agree on that; then
	 * nothing was done
	 */
	Effect wipe();

	/**
	 * Repairs the node's disks, and its network if it has its own. A running node with a
	 * broken disk is restarted for that.
	 * @return what was done
	 */
	Effect heal();

	/** The states of a node. */
	enum State {

		/** No process: never started, stopped, killed, or ended by itself. */
		DOWN,

		/** The process runs. */
		RUNNING,

		/** The process is frozen. */
		PAUSED

	}

	/**
	 * What a command did.
	 *
	 * @param state the node's state from then on
	 * @param changed false when the node was already in that state and nothing was done
	 * @param nanoTime a {@link System#nanoTime()} at which the effect was in force
	 */
	record Effect(State state, boolean changed, long nanoTime) {
	}

}
