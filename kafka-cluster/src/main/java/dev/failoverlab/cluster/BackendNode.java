package dev.failoverlab.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.process.ProcessEnd;
import dev.failoverlab.process.RunningProcess;
import org.jspecify.annotations.Nullable;

/**
 * Base class for the nodes of every backend. No lock is held while a node ends, so it can
 * be killed while a stop waits.
 *
 * @param <P> the kind of process that runs a node
 */
public abstract class BackendNode<P extends RunningProcess> implements Node {

	/** A node that cannot hand over its leaderships retries (KAFKA-14287). */
	private static final Duration STOP = Duration.ofSeconds(60);

	/** SIGKILL always works, but the kernel needs some time to end a large process. */
	private static final Duration KILL = Duration.ofSeconds(30);

	/** The exit status after SIGKILL. */
	private static final int KILLED = 128 + 9;

	private final NodeSpec spec;

	private final NodeAddress address;

	/** Numbers of the disks that were broken and have to be repaired, reported or not. */
	private final Set<Integer> touched = new ConcurrentSkipListSet<>();

	/** Disks that the broker itself has reported as failed. */
	private final Set<Integer> broken = new ConcurrentSkipListSet<>();

	private @Nullable AskedCluster cluster;

	private volatile @Nullable P process;

	/** Whether this lab ended the process. */
	private volatile boolean endAsked;

	private volatile boolean closed;

	/** The process that was declared dead last. */
	private @Nullable P dead;

	/** Completes when the controller was told so: only then may the node start again. */
	private CompletableFuture<?> told = CompletableFuture.completedFuture(null);

	protected BackendNode(NodeSpec spec, NodeAddress address) {
		this.spec = spec;
		this.address = address;
	}

	/** Starts a process. Called only when none runs. */
	protected abstract P launch();

	/** Breaks or repairs a disk: {@code full}, {@code gone} or {@code whole}. */
	protected abstract void disk(int disk, String what);

	/** Deletes all data, so that the next start formats the node again. */
	protected abstract void deleteData();

	/** The exact state, even if asking for it is slow. */
	protected State look() {
		return state();
	}

	@Override
	public final int id() {
		return this.spec.id();
	}

	@Override
	public final String brokerAddress() {
		return this.spec.roles().contains(Role.BROKER) ? this.address.broker() : "";
	}

	@Override
	public final String controllerAddress() {
		return this.spec.roles().contains(Role.CONTROLLER) ? this.address.controller() : "";
	}

	/** The ports of this machine that the node listens on while it runs. */
	public List<Integer> ports() {
		return Stream.of(brokerAddress(), controllerAddress())
			.filter((listener) -> !listener.isEmpty())
			.map((listener) -> Integer.valueOf(listener.substring(listener.lastIndexOf(':') + 1)))
			.toList();
	}

	@Override
	public final Path logFile() {
		return cluster().spec().directory().toAbsolutePath().resolve("logs").resolve("node-" + id() + ".log");
	}

	protected final NodeSpec spec() {
		return this.spec;
	}

	final void join(AskedCluster cluster) {
		this.cluster = cluster;
	}

	protected final AskedCluster cluster() {
		return Objects.requireNonNull(this.cluster);
	}

	/** The process that runs, or is frozen. */
	protected final Optional<P> alive() {
		return latest().filter(RunningProcess::isAlive);
	}

	/** The latest process, whether it has ended or not. */
	protected final Optional<P> latest() {
		return Optional.ofNullable(this.process);
	}

	/** The latest process. */
	private P process() {
		return Objects.requireNonNull(this.process);
	}

	@Override
	public final State state() {
		return alive().map((running) -> running.isPaused() ? State.PAUSED : State.RUNNING).orElse(State.DOWN);
	}

	@Override
	public final CompletableFuture<Integer> gone() {
		return alive().map(RunningProcess::onExit).orElseGet(() -> CompletableFuture.completedFuture(0));
	}

	@Override
	public Effect start() {
		if (look() == State.DOWN) {
			PortCheck.awaitFree(ports()); // Without the lock, so that end() does not
											// wait.
		}
		return startUnlessRunning();
	}

	private synchronized Effect startUnlessRunning() {
		this.told.join(); // Ends in time: the guard does.
		State seen = look();
		if (seen == State.PAUSED) {
			throw new ClusterException("Node " + id() + " is paused, not down: resume it instead of starting it");
		}
		if (seen == State.RUNNING) {
			return effect(seen, false);
		}
		if (this.closed) {
			throw new ClusterException("The cluster was closed: node " + id() + " cannot start any more");
		}
		started(launch());
		return effect(State.RUNNING, true);
	}

	/** Called when a process was started. */
	protected final void started(P process) {
		this.endAsked = false;
		this.process = process;
		if (cluster().isGuarded()) {
			var unused = process.onLastCode().whenComplete((status, error) -> {
				if (!this.endAsked && error != null) {
					cluster().report("guard: the end of node " + id()
							+ " cannot be seen, so the session time-out decides: " + error.getMessage());
				}
				else if (!this.endAsked && !ProcessEnd.isClean(status)) {
					declareDead(process);
				}
			});
		}
	}

	/**
	 * Has the active controller told that the process runs no more code. Only once for
	 * each process: the next one must not be unregistered.
	 */
	private synchronized void declareDead(P process) {
		if (this.process == process && this.dead != process && !this.closed && cluster().isGuarded()) {
			this.dead = process;
			this.told = CompletableFuture
				.runAsync(() -> cluster().unregister(this), (work) -> new Thread(work, "guard-" + id()).start())
				.handle((done, error) -> error); // Whatever became of it, the node may
													// start.
		}
	}

	@Override
	public final Effect stop() {
		return stop(STOP);
	}

	/**
	 * Stops the node, as {@link #stop()} does.
	 * @param deadline the time limit
	 * @return what was done
	 */
	public final Effect stop(Duration deadline) {
		State seen = look();
		if (seen == State.PAUSED) {
			throw new ClusterException("Node " + id() + " is paused and cannot stop: resume it first, or kill it");
		}
		if (seen == State.DOWN) {
			return effect(seen, false);
		}
		P running = process();
		this.endAsked = true;
		running.terminate();
		if (!running.waitFor(deadline)) {
			throw new StopTimeout(this, running::dumpThreads, deadline).exception();
		}
		Effect effect = effect(State.DOWN, true);
		running.awaitLastLines();
		if (running.exitStatus() == KILLED) {
			throw new ClusterException("Node " + id() + " was killed (SIGKILL) while it was stopping");
		}
		return effect;
	}

	@Override
	public final Effect kill() {
		State seen = look();
		if (seen == State.DOWN) {
			return effect(seen, false);
		}
		P running = process();
		this.endAsked = true;
		running.kill();
		declareDead(running); // Nothing can catch SIGKILL.
		awaitKilled(running);
		Effect effect = effect(State.DOWN, true);
		running.awaitLastLines();
		return effect;
	}

	private void awaitKilled(P running) {
		if (!running.waitFor(KILL)) {
			throw new ClusterException("Node " + id() + " was killed and still runs after " + KILL.toSeconds() + " s");
		}
	}

	@Override
	public final synchronized Effect pause() {
		return freeze(State.PAUSED, RunningProcess::pause, "start it before pausing it");
	}

	@Override
	public final synchronized Effect resume() {
		return freeze(State.RUNNING, RunningProcess::resume, "start it instead of resuming it");
	}

	private Effect freeze(State to, Consumer<P> action, String instead) {
		State seen = look();
		if (seen == State.DOWN) {
			throw new ClusterException("Node " + id() + " is down: " + instead);
		}
		if (seen != to) {
			action.accept(process());
		}
		return effect(to, seen != to);
	}

	@Override
	public final Effect breakDisk(int disk, DiskFailure how) {
		cluster().disks().check(this, disk);
		if (this.broken.contains(disk)) {
			return effect(look(), false);
		}
		Runnable breaking = () -> disk(disk, Disks.word(how));
		this.touched.add(disk);
		breaking.run();
		cluster().disks().awaitFailed(this, disk, breaking);
		this.broken.add(disk);
		return effect(look(), true);
	}

	/** Kafka uses a failed directory again only after a restart. */
	@Override
	public Effect heal() {
		if (this.touched.isEmpty()) {
			return effect(state(), false);
		}
		this.touched.forEach((disk) -> disk(disk, "whole"));
		if (look() != State.DOWN) {
			stop();
			start();
		}
		forgetDisks();
		return effect(state(), true);
	}

	@Override
	public final Effect wipe() {
		cluster().votes().check(this, cluster().nodes());
		kill();
		cluster().votes().remove(this);
		deleteData();
		forgetDisks();
		return effect(State.DOWN, true);
	}

	private void forgetDisks() {
		this.touched.clear();
		this.broken.clear();
	}

	/** Kills the process, without waiting, and refuses every later start. */
	public void end() {
		this.closed = true;
		this.endAsked = true;
		if (look() != State.DOWN) {
			process().kill();
		}
	}

	/** Waits until a killed process has ended. */
	public final void awaitGone() {
		alive().ifPresent(this::awaitKilled);
		latest().ifPresent(RunningProcess::awaitLastLines);
	}

	protected final boolean isClosed() {
		return this.closed;
	}

	/** Throws when a process has ended unexpectedly. */
	final void checkNotFailed() {
		P last = this.process;
		if (last != null && !this.endAsked && state() == State.DOWN && look() == State.DOWN) {
			last.awaitLastLines();
			throw new ClusterException("Node " + id() + " ended by itself with exit status " + last.exitStatus()
					+ ". The end of " + logFile() + ":\n" + LogTail.of(logFile()));
		}
	}

	protected static Effect effect(State state, boolean changed) {
		return new Effect(state, changed, System.nanoTime());
	}

}
