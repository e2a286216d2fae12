package dev.failoverlab.cluster.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.DiskFailure;
import dev.failoverlab.cluster.Disks;
import dev.failoverlab.cluster.LogTail;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.PortCheck;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.cluster.StopTimeout;
import dev.failoverlab.process.ChildProcess;
import org.jspecify.annotations.Nullable;

/**
 * A node that is a container. Its log is followed by a process that ends with it, and so
 * stands for it: asking Docker takes too long to be done many times a second. Before
 * anything is done to the container, Docker is asked all the same. No lock is held while
 * it ends: it can be killed while a stop waits.
 */
final class ComposeNode implements NetworkedNode {

	/** A node that cannot hand its leaderships over goes on trying (KAFKA-14287). */
	private static final Duration STOP = Duration.ofSeconds(60);

	private static final Duration KILL = Duration.ofSeconds(30);

	/** The last lines of a log come a moment after the end. */
	private static final Duration LAST_LINES = Duration.ofSeconds(10);

	/** The exit status of a process that SIGKILL has ended. */
	private static final int KILLED = 128 + 9;

	/** Where a container has its volume. */
	private static final Path DATA = Path.of("/var/lib/kafka/data");

	private final int id;

	private final NodeAddress address;

	private final Path directory;

	private final ComposeCluster cluster;

	private volatile @Nullable String container;

	private volatile @Nullable ChildProcess follower;

	private volatile boolean paused;

	/** Whether the end of the container is this lab's doing. */
	private volatile boolean endAsked;

	private volatile @Nullable Cut cut;

	private volatile Slowness slowness = Slowness.NONE;

	private volatile boolean closed;

	/** Disks that something was done to, by number: to be repaired, seen or not. */
	private final Set<Integer> touched = new ConcurrentSkipListSet<>();

	/** Disks that the broker itself has reported as failed. */
	private final Set<Integer> broken = new ConcurrentSkipListSet<>();

	ComposeNode(int id, NodeAddress address, Path directory, ComposeCluster cluster) {
		this.id = id;
		this.address = address;
		this.directory = directory.toAbsolutePath();
		this.cluster = cluster;
	}

	@Override
	public int id() {
		return this.id;
	}

	/** The node's name in {@code docker-compose.yml}. */
	String service() {
		return "kafka-" + this.id;
	}

	@Override
	public State state() {
		ChildProcess running = this.follower;
		if (running == null || !running.isAlive()) {
			return State.DOWN;
		}
		return this.paused ? State.PAUSED : State.RUNNING;
	}

	@Override
	public CompletableFuture<Integer> gone() {
		ChildProcess running = this.follower;
		return (running != null) ? running.onExit() : CompletableFuture.completedFuture(0);
	}

	/** The engine may run on another machine, or in a virtual one. */
	@Override
	public OptionalLong pid() {
		return OptionalLong.empty();
	}

	@Override
	public String brokerAddress() {
		return this.address.broker();
	}

	@Override
	public String controllerAddress() {
		return this.address.controller();
	}

	@Override
	public Path logFile() {
		return this.directory.resolve("logs").resolve("node-" + this.id + ".log");
	}

	List<Integer> ports() {
		return List.of(this.address.brokerPort(), this.address.controllerPort());
	}

	/** Takes charge of the container, which has just been started for the first time. */
	synchronized void adopt(String container) {
		this.container = container;
		follow(Container.look(container).startedAt());
	}

	@Override
	public Effect start() {
		if (look() == State.DOWN) {
			PortCheck.awaitFree(ports());
		}
		Effect effect = startUnlessRunning();
		if (effect.changed()) {
			// A container that starts has a new network, and its address may be another.
			this.cluster.setNetworks();
		}
		return effect;
	}

	private synchronized Effect startUnlessRunning() {
		State seen = look();
		if (seen == State.PAUSED) {
			throw new ClusterException("Node " + this.id + " is paused, not down: resume it instead of starting it");
		}
		if (seen == State.RUNNING) {
			return unchanged(seen);
		}
		if (this.closed || this.container == null) {
			throw new ClusterException((this.closed ? "The cluster was closed" : "The cluster was not started")
					+ ": node " + this.id + " cannot start");
		}
		this.endAsked = false;
		this.paused = false;
		Docker.run("start", container());
		follow(Container.look(container()).startedAt());
		return changed(State.RUNNING);
	}

	@Override
	public Effect stop() {
		return stop(STOP);
	}

	Effect stop(Duration deadline) {
		State seen = look();
		if (seen == State.DOWN) {
			return unchanged(seen);
		}
		if (seen == State.PAUSED) {
			throw new ClusterException("Node " + this.id + " is paused and cannot leave: resume it first, or kill it");
		}
		this.endAsked = true;
		// Not `docker stop`, which kills what does not end in time.
		Docker.run("kill", "--signal", "TERM", container());
		if (!isGone(deadline)) {
			throw new StopTimeout(this, () -> Docker.run("kill", "--signal", "QUIT", container()), deadline)
				.exception();
		}
		Effect effect = changed(State.DOWN);
		awaitLastLines();
		if (Container.look(container()).exitStatus() == KILLED) {
			throw new ClusterException("Node " + this.id + " was asked to stop and was killed (SIGKILL) before it had");
		}
		return effect;
	}

	@Override
	public Effect kill() {
		State seen = look();
		if (seen == State.DOWN) {
			return unchanged(seen);
		}
		this.endAsked = true;
		Docker.run("kill", container());
		if (!isGone(KILL)) {
			throw new ClusterException("Node " + this.id + " (container " + container()
					+ ") was killed and is still there after " + KILL.toSeconds() + " s");
		}
		Effect effect = changed(State.DOWN);
		awaitLastLines();
		return effect;
	}

	@Override
	public synchronized Effect pause() {
		State seen = look();
		if (seen == State.DOWN) {
			throw new ClusterException("Node " + this.id + " is down: start it before pausing it");
		}
		if (seen == State.PAUSED) {
			return unchanged(seen);
		}
		Docker.run("pause", container());
		this.paused = true;
		return changed(State.PAUSED);
	}

	@Override
	public synchronized Effect resume() {
		State seen = look();
		if (seen == State.DOWN) {
			throw new ClusterException("Node " + this.id + " is down: start it, there is nothing to resume");
		}
		if (seen == State.RUNNING) {
			return unchanged(seen);
		}
		Docker.run("unpause", container());
		this.paused = false;
		return changed(State.RUNNING);
	}

	@Override
	public void prepare(Slowness how) {
		this.cluster.tools().build();
		this.cluster.tools().check(how);
	}

	@Override
	public synchronized Effect cutOff(Cut from) {
		return network(from, this.slowness);
	}

	@Override
	public synchronized Effect slow(Slowness how) {
		prepare(how);
		return network(this.cut, how);
	}

	/** Kafka takes a directory that has failed back at a start, and not before. */
	@Override
	public Effect heal() {
		Effect healed = healNetwork();
		if (this.touched.isEmpty()) {
			return healed;
		}
		this.touched.forEach((disk) -> disk(disk, "whole"));
		if (look() != State.DOWN) {
			stop();
			start();
		}
		forgetDisks();
		return changed(state());
	}

	private synchronized Effect healNetwork() {
		return network(null, Slowness.NONE);
	}

	@Override
	public Effect breakDisk(int disk, DiskFailure how) {
		this.cluster.disks().check(this, disk);
		if (this.broken.contains(disk)) {
			return unchanged(look());
		}
		Runnable breaking = () -> disk(disk, Disks.word(how));
		this.touched.add(disk);
		breaking.run();
		this.cluster.disks().awaitFailed(this, disk, breaking);
		this.broken.add(disk);
		return changed(look());
	}

	@Override
	public Effect wipe() {
		this.cluster.votes().check(this, this.cluster.nodes());
		kill();
		this.cluster.votes().remove(this);
		onData("find \"$1\" -mindepth 1 -delete && : >\"$1/joins\"", "wipe", DATA.toString());
		forgetDisks();
		return changed(State.DOWN);
	}

	private void forgetDisks() {
		this.touched.clear();
		this.broken.clear();
	}

	private void disk(int disk, String what) {
		onData(Disks.script(), "disk", what, Disks.directory(DATA, disk).toString());
	}

	/** Runs a shell program on the node's data, whether the node runs or not. */
	private void onData(String program, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("run", "--rm", "--label", this.cluster.label(), "--network", "none", "--volumes-from",
						container(), "--entrypoint", "sh", Container.image(container()), "-c", program));
		command.addAll(List.of(arguments));
		Docker.run(Docker.TIMEOUT, command);
	}

	private Effect network(@Nullable Cut from, Slowness how) {
		State seen = look();
		if (from == this.cut && how.equals(this.slowness)) {
			return unchanged(seen);
		}
		if (seen == State.DOWN && (from != null || !how.equals(Slowness.NONE))) {
			throw new ClusterException("Node " + this.id + " is down: start it before anything is done to its network");
		}
		if (seen != State.DOWN) {
			this.cluster.tools().set(container(), from, how, this.cluster.addressesWithout(this));
		}
		else {
			this.cluster.tools().endLatency(container());
		}
		this.cut = from;
		this.slowness = how;
		this.cluster.tools().clearUp(container());
		return changed(seen);
	}

	/** Sets the network's cut and slowness once more, if there are any. */
	synchronized void setNetwork() {
		if ((this.cut != null || !this.slowness.equals(Slowness.NONE)) && look() != State.DOWN) {
			this.cluster.tools().set(container(), this.cut, this.slowness, this.cluster.addressesWithout(this));
			this.cluster.tools().clearUp(container());
		}
	}

	/** The node's address in the network, or empty text while it is down. */
	String networkAddress() {
		return (this.container == null) ? "" : Container.address(container());
	}

	/** Kills the container and refuses every later start. */
	void end() {
		this.closed = true;
		this.endAsked = true;
		if (state() != State.DOWN) {
			kill();
		}
	}

	/** Throws when the container has ended and nobody asked it to. */
	void checkNotFailed() {
		if (this.container != null && !this.endAsked && state() == State.DOWN && look() == State.DOWN) {
			awaitLastLines();
			throw new ClusterException(
					"Node " + this.id + " ended by itself with exit status " + Container.look(container()).exitStatus()
							+ ". The end of " + logFile() + ":\n" + LogTail.of(logFile()));
		}
	}

	/** What Docker says; of a cluster that was closed there is nothing to ask for. */
	private State look() {
		boolean gone = this.closed && state() == State.DOWN;
		return (gone || this.container == null) ? State.DOWN : Container.look(container()).state();
	}

	private boolean isGone(Duration atMost) {
		Deadline deadline = Deadline.in(atMost);
		while (look() != State.DOWN) {
			if (deadline.passed()) {
				return false;
			}
			deadline.poll();
		}
		return true;
	}

	/** Without this a log could lack its end, or be of two lives at once. */
	private void awaitLastLines() {
		ChildProcess following = this.follower;
		if (following != null && !following.waitFor(LAST_LINES)) {
			following.kill();
		}
	}

	private void follow(String since) {
		ChildProcess following = ChildProcess.start(
				List.of("docker", "logs", "--follow", "--since", since, container()), this.directory, Map.of(),
				logFile());
		this.follower = following;
	}

	/** The container's id. */
	String container() {
		String container = this.container;
		if (container == null) {
			throw new ClusterException("Node " + this.id + " has no container: the cluster was not started");
		}
		return container;
	}

	private static Effect changed(State state) {
		return new Effect(state, true, System.nanoTime());
	}

	private static Effect unchanged(State state) {
		return new Effect(state, false, System.nanoTime());
	}

}
