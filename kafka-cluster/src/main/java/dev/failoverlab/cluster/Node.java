package dev.failoverlab.cluster;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * One Kafka node. Every command can be repeated without harm, is bounded in time, and
 * returns once its effect is certainly in force.
 */
public interface Node {

	/**
	 * The node's {@code node.id}.
	 * @return the id, 1 or higher
	 */
	int id();

	/**
	 * What the node is now.
	 * @return the state as last seen
	 */
	State state();

	/**
	 * The end of the process that runs now, however it comes.
	 * @return completes once that process is gone, also when another has started since;
	 * completed already when none runs
	 */
	CompletableFuture<Integer> gone();

	/**
	 * The process id on this machine, while there is one.
	 * @return the pid, or empty when the node does not run, or is none of this machine's
	 * processes
	 */
	OptionalLong pid();

	/**
	 * Where the broker listens.
	 * @return {@code host:port}, or empty text for a node that is only a controller
	 */
	String brokerAddress();

	/**
	 * Where the controller listens.
	 * @return {@code host:port}, or empty text for a node that is only a broker
	 */
	String controllerAddress();

	/**
	 * Where the node's log output is kept.
	 * @return a file that grows while the node runs
	 */
	Path logFile();

	/**
	 * Starts the node on the ports and the data that it had before. Returns once the
	 * process runs; {@link KafkaCluster#awaitReady} waits for the cluster.
	 * @return what was done
	 */
	Effect start();

	/**
	 * Asks the node to leave (SIGTERM) and waits until it has. Past the deadline a thread
	 * dump is kept beside the log and a {@link ClusterException} tells of it; the node is
	 * never killed instead.
	 * @return what was done
	 */
	Effect stop();

	/**
	 * Kills the node (SIGKILL), paused or not, and waits until the process is gone.
	 * @return what was done
	 */
	Effect kill();

	/**
	 * Freezes the node (SIGSTOP, or a frozen control group) and waits until it is
	 * reported as stopped.
	 * @return what was done
	 */
	Effect pause();

	/**
	 * Lets a paused node go on.
	 * @return what was done
	 */
	Effect resume();

	/**
	 * Breaks one of the broker's log directories, until it is healed. Returns once the
	 * broker itself reports the directory as failed, which takes it some seconds.
	 * @param disk which one, from 1
	 * @param how how it fails
	 * @return what was done
	 * @throws ClusterException when there is no such disk, or no other, or the node does
	 * not run, or does not report it in time
	 */
	Effect breakDisk(int disk, DiskFailure how);

	/**
	 * Kills the node and deletes its data. Returns once the process is gone, the data is
	 * deleted and, if the node voted, its old directory votes no more. A start makes a
	 * new node of it, with the same id.
	 * @return what was done; changed, if the node was down already as well
	 * @throws ClusterException when too few other voters live to agree on that; then
	 * nothing was done
	 */
	Effect wipe();

	/**
	 * Repairs the node's disks, and its network if it has one of its own. A node with a
	 * broken disk that runs is stopped and started for that.
	 * @return what was done
	 */
	Effect heal();

	/** What a node can be. */
	enum State {

		/** No process: never started, stopped, killed, or gone by itself. */
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
	 * @param changed false when the node was in that state already, and nothing was done
	 * @param nanoTime the {@link System#nanoTime()} at which the effect was certainly in
	 * force
	 */
	record Effect(State state, boolean changed, long nanoTime) {
	}

}
