package dev.failoverlab.cluster.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.DiskFailure;
import dev.failoverlab.cluster.Disks;
import dev.failoverlab.cluster.LogTail;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.PortCheck;
import dev.failoverlab.cluster.StopTimeout;
import dev.failoverlab.process.ChildProcess;
import org.jspecify.annotations.Nullable;

/**
 * A node that is a process. No lock is held while it ends: it can be killed while a stop
 * waits.
 */
final class ProcessNode implements Node {

	/**
	 * SIGKILL always works, but the kernel takes its time to tear a large process down.
	 */
	private static final Duration KILL = Duration.ofSeconds(30);

	/** A node that cannot hand its leaderships over goes on trying (KAFKA-14287). */
	private static final Duration STOP = Duration.ofSeconds(60);

	/** The exit status of a process that SIGKILL has ended. */
	private static final int KILLED = 128 + 9;

	private final NodeSpec spec;

	private final NodeAddress address;

	private final NodeLauncher launcher;

	private final ProcessCluster cluster;

	/** Disks that something was done to, by number: to be repaired, seen or not. */
	private final Set<Integer> touched = new ConcurrentSkipListSet<>();

	/** Disks that the broker itself has reported as failed. */
	private final Set<Integer> broken = new ConcurrentSkipListSet<>();

	private volatile @Nullable ChildProcess process;

	/** Whether the end of the process is this lab's doing. */
	private volatile boolean endAsked;

	private boolean closed;

	ProcessNode(NodeSpec spec, NodeAddress address, NodeLauncher launcher, ProcessCluster cluster) {
		this.spec = spec;
		this.address = address;
		this.launcher = launcher;
		this.cluster = cluster;
	}

	@Override
	public int id() {
		return this.spec.id();
	}

	@Override
	public State state() {
		return alive().map((child) -> child.isPaused() ? State.PAUSED : State.RUNNING).orElse(State.DOWN);
	}

	@Override
	public CompletableFuture<Integer> gone() {
		return alive().map(ChildProcess::onExit).orElseGet(() -> CompletableFuture.completedFuture(0));
	}

	@Override
	public OptionalLong pid() {
		return alive().map((child) -> OptionalLong.of(child.pid())).orElseGet(OptionalLong::empty);
	}

	@Override
	public String brokerAddress() {
		return this.spec.roles().contains(Role.BROKER) ? this.address.broker() : "";
	}

	@Override
	public String controllerAddress() {
		return this.spec.roles().contains(Role.CONTROLLER) ? this.address.controller() : "";
	}

	@Override
	public Path logFile() {
		return this.launcher.log(this.spec);
	}

	@Override
	public Effect start() {
		if (state() == State.DOWN) {
			PortCheck.awaitFree(ports()); // Not under the lock: an end need not wait for
											// it.
		}
		return startUnlessRunning();
	}

	private synchronized Effect startUnlessRunning() {
		State state = state();
		if (state == State.PAUSED) {
			throw new ClusterException("Node " + id() + " is paused, not down: resume it instead of starting it");
		}
		if (state == State.RUNNING) {
			return unchanged(state);
		}
		checkNotClosed();
		this.endAsked = false;
		this.process = this.launcher.launch(this.spec);
		return changed(State.RUNNING);
	}

	@Override
	public Effect stop() {
		return stop(STOP);
	}

	Effect stop(Duration deadline) {
		Optional<ChildProcess> running = alive();
		if (running.isEmpty()) {
			return unchanged(State.DOWN);
		}
		ChildProcess child = running.get();
		if (child.isPaused()) {
			throw new ClusterException("Node " + id() + " is paused and cannot leave: resume it first, or kill it");
		}
		this.endAsked = true;
		child.terminate();
		if (!child.waitFor(deadline)) {
			throw new StopTimeout(this, child::dumpThreads, deadline).exception();
		}
		if (child.exitStatus() == KILLED) {
			throw new ClusterException("Node " + id() + " was asked to stop and was killed (SIGKILL) before it had");
		}
		return changed(State.DOWN);
	}

	@Override
	public Effect kill() {
		Optional<ChildProcess> running = alive();
		if (running.isEmpty()) {
			return unchanged(State.DOWN);
		}
		this.endAsked = true;
		running.get().kill();
		awaitEnd(running.get());
		return changed(State.DOWN);
	}

	@Override
	public synchronized Effect pause() {
		ChildProcess child = alive()
			.orElseThrow(() -> new ClusterException("Node " + id() + " is down: start it before pausing it"));
		if (child.isPaused()) {
			return unchanged(State.PAUSED);
		}
		child.pause();
		return changed(State.PAUSED);
	}

	@Override
	public synchronized Effect resume() {
		ChildProcess child = alive()
			.orElseThrow(() -> new ClusterException("Node " + id() + " is down: start it, there is nothing to resume"));
		if (!child.isPaused()) {
			return unchanged(State.RUNNING);
		}
		child.resume();
		return changed(State.RUNNING);
	}

	@Override
	public Effect breakDisk(int disk, DiskFailure how) {
		this.cluster.disks().check(this, disk);
		if (this.broken.contains(disk)) {
			return unchanged(state());
		}
		Runnable breaking = () -> this.launcher.disk(this.spec, disk, Disks.word(how));
		this.touched.add(disk);
		breaking.run();
		this.cluster.disks().awaitFailed(this, disk, breaking);
		this.broken.add(disk);
		return changed(state());
	}

	/** Kafka takes a directory that has failed back at a start, and not before. */
	@Override
	public Effect heal() {
		if (this.touched.isEmpty()) {
			return unchanged(state());
		}
		this.touched.forEach((disk) -> this.launcher.disk(this.spec, disk, "whole"));
		if (state() != State.DOWN) {
			stop();
			start();
		}
		forgetDisks();
		return changed(state());
	}

	@Override
	public Effect wipe() {
		this.cluster.votes().check(this, this.cluster.nodes());
		kill();
		this.cluster.votes().remove(this);
		this.launcher.wipe(this.spec);
		forgetDisks();
		return changed(State.DOWN);
	}

	private void forgetDisks() {
		this.touched.clear();
		this.broken.clear();
	}

	/** Kills the process, without waiting, and refuses every later start. */
	void end() {
		synchronized (this) {
			this.closed = true;
		}
		alive().ifPresent((child) -> {
			this.endAsked = true;
			child.kill();
		});
	}

	/** Waits until the process is gone. */
	void awaitEnd() {
		alive().ifPresent(this::awaitEnd);
	}

	/** Throws when the process has ended and nobody asked it to. */
	void checkNotFailed() {
		ChildProcess child = this.process;
		if (child != null && !this.endAsked && !child.isAlive()) {
			throw new ClusterException("Node " + id() + " ended by itself with exit status " + child.exitStatus()
					+ ". The end of " + logFile() + ":\n" + LogTail.of(logFile()));
		}
	}

	private void awaitEnd(ChildProcess child) {
		if (!child.waitFor(KILL)) {
			throw new ClusterException("Node " + id() + " (process " + child.pid()
					+ ") was killed and is still there after " + KILL.toSeconds() + " s");
		}
	}

	private void checkNotClosed() {
		if (this.closed) {
			throw new ClusterException("The cluster was closed: node " + id() + " cannot start any more");
		}
	}

	/** The ports of its roles. */
	List<Integer> ports() {
		List<Integer> ports = new ArrayList<>();
		if (this.spec.roles().contains(Role.BROKER)) {
			ports.add(this.address.brokerPort());
		}
		if (this.spec.roles().contains(Role.CONTROLLER)) {
			ports.add(this.address.controllerPort());
		}
		return ports;
	}

	private Optional<ChildProcess> alive() {
		return Optional.ofNullable(this.process).filter(ChildProcess::isAlive);
	}

	private static Effect changed(State state) {
		return new Effect(state, true, System.nanoTime());
	}

	private static Effect unchanged(State state) {
		return new Effect(state, false, System.nanoTime());
	}

}
