package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.Node.State;
import dev.failoverlab.process.ChildProcess;
import dev.failoverlab.process.RunningProcess;

/**
 * The process in a container, from one start to its end. A child process follows the
 * container's log and ends with it, so it shows whether the container runs: asking Docker
 * many times a second would be too slow.
 */
final class ContainerProcess implements RunningProcess {

	private static final int FREEZES = 5;

	/** The last lines of a log arrive shortly after the end. */
	private static final Duration LAST_LINES = Duration.ofSeconds(10);

	/** The command ends with the container. */
	private static final Duration UNTIL_REMOVED = Duration.ofDays(365);

	private final String container;

	/** When it was started. */
	private final Instant life;

	private final ChildProcess follower;

	private volatile boolean paused;

	/** Whether this JVM has asked it to end. */
	private volatile boolean endAsked;

	/** When this JVM last paused or resumed it. */
	private Instant changed = Instant.MIN;

	private ContainerProcess(String container, Container now, ChildProcess follower) {
		this.container = container;
		this.life = Instant.parse(now.startedAt());
		this.paused = now.state() == State.PAUSED;
		this.follower = follower;
	}

	/** The latest process of a container. */
	static ContainerProcess of(String container, Path directory, Path log) {
		Container now = Container.look(container);
		return new ContainerProcess(container, now,
				ChildProcess.start(List.of("docker", "logs", "--follow", "--since", now.startedAt(), container),
						directory, Map.of(), log));
	}

	/** Whether it is the one that runs in a container now, or ran last. */
	boolean isLastOf(String container) {
		return this.container.equals(container)
				&& this.life.equals(Instant.parse(Container.look(container).startedAt()));
	}

	/** Takes in what Docker reports, and whether others did it. */
	synchronized boolean isByOthers(ContainerEvent event) {
		if (!this.container.equals(event.container()) || event.time().isBefore(this.life)) {
			return false;
		}
		if (event.action().equals("die")) {
			return !this.endAsked;
		}
		boolean others = event.time().isAfter(this.changed);
		if (others) {
			this.paused = event.action().equals("pause");
		}
		return others;
	}

	/** Follows it no longer, and leaves it as it is. */
	void leave() {
		this.follower.kill();
	}

	@Override
	public boolean isAlive() {
		return this.follower.isAlive();
	}

	@Override
	public boolean isPaused() {
		return this.paused;
	}

	/** Not {@code docker stop}, which kills what does not end in time. */
	@Override
	public void terminate() {
		this.endAsked = true;
		Docker.run("kill", "--signal", "TERM", this.container);
	}

	@Override
	public void kill() {
		this.endAsked = true;
		Docker.run("kill", this.container);
	}

	@Override
	public void dumpThreads() {
		Docker.run("kill", "--signal", "QUIT", this.container);
	}

	@Override
	public synchronized void pause() {
		int tries = 1;
		while (!isFrozen(tries == FREEZES)) {
			tries++;
		}
		changed(true);
	}

	/** On a busy machine the engine gives up when not every thread stops soon. */
	private boolean isFrozen(boolean lastTry) {
		try {
			Docker.run("pause", this.container);
			return true;
		}
		catch (ClusterException ex) {
			if (lastTry || !String.valueOf(ex.getMessage()).contains("unable to freeze")) {
				throw ex;
			}
			return false;
		}
	}

	@Override
	public synchronized void resume() {
		Docker.run("unpause", this.container);
		changed(false);
	}

	private void changed(boolean paused) {
		this.paused = paused;
		this.changed = Instant.now();
	}

	@Override
	public boolean waitFor(Duration atMost) {
		return Deadline.in(atMost)
			.until(() -> Container.look(this.container).state(), State.DOWN::equals) == State.DOWN;
	}

	/**
	 * Without this wait, the log could miss its last lines, or mix those of two starts.
	 */
	@Override
	public void awaitLastLines() {
		if (!this.follower.waitFor(LAST_LINES)) {
			this.follower.kill();
		}
	}

	@Override
	public int exitStatus() {
		return Container.look(this.container).exitStatus();
	}

	/** The end that Docker reports ({@code die}), with the status of the process. */
	@Override
	public CompletableFuture<Integer> onLastCode() {
		CompletableFuture<Integer> status = new CompletableFuture<>();
		Thread wait = new Thread(() -> {
			try {
				status.complete(Integer.valueOf(Docker.run(UNTIL_REMOVED, List.of("wait", this.container))));
			}
			catch (RuntimeException ex) {
				status.completeExceptionally(ex);
			}
		}, "docker-wait");
		wait.setDaemon(true);
		wait.start();
		return status;
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		return this.follower.onExit();
	}

}
