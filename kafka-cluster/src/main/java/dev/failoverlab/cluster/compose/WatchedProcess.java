package dev.failoverlab.cluster.compose;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.PortProbe;
import dev.failoverlab.process.RunningProcess;

/**
 * A node's process of which only the address is known. It counts as alive while something
 * takes connections there.
 */
final class WatchedProcess implements RunningProcess {

	private final String host;

	private final PortProbe port;

	/** The process of a service, whose name is that of its host. */
	WatchedProcess(String host, int port) {
		this.host = host;
		this.port = new PortProbe(host, port);
	}

	@Override
	public boolean isAlive() {
		return this.port.isOpen();
	}

	/** A frozen process cannot be told from one that is slow. */
	@Override
	public boolean isPaused() {
		return false;
	}

	@Override
	public void terminate() {
		throw onlyWatched("stop");
	}

	@Override
	public void kill() {
		throw onlyWatched("kill");
	}

	@Override
	public void dumpThreads() {
		throw onlyWatched("kill --signal QUIT");
	}

	@Override
	public void pause() {
		throw onlyWatched("pause");
	}

	@Override
	public void resume() {
		throw onlyWatched("unpause");
	}

	/** Why nothing was done, and what to type. */
	ClusterException onlyWatched(String command) {
		return new ClusterException("The lab has no access to Docker and only watches " + this.host
				+ ". Type: docker compose " + command + " " + this.host);
	}

	@Override
	public boolean waitFor(Duration atMost) {
		return Deadline.in(atMost).until(() -> !isAlive(), Boolean::booleanValue);
	}

	@Override
	public int exitStatus() {
		throw new ClusterException("How " + this.host + " ended is not known without access to Docker");
	}

	/** Never completes: an end cannot be told from a network that is cut. */
	@Override
	public CompletableFuture<Integer> onExit() {
		return new CompletableFuture<>();
	}

}
