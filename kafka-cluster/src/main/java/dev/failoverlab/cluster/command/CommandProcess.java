package dev.failoverlab.cluster.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.NodeCommand;
import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.cluster.PortProbe;
import dev.failoverlab.process.LastWill;
import dev.failoverlab.process.RunningProcess;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.jspecify.annotations.Nullable;

/**
 * A node's process of which only the address is known, and perhaps commands. It counts as
 * alive while something takes connections there, or while this lab has it frozen.
 */
final class CommandProcess implements RunningProcess {

	private static final Duration STARTING = Duration.ofMinutes(2);

	private static final Duration FREEZING = Duration.ofSeconds(30);

	private final GivenNode given;

	private final PortProbe port;

	private final Supplier<NodeConnection> connections;

	private final Path logs;

	private volatile boolean paused;

	/** Brings it back when this JVM dies; null while this lab has not taken it down. */
	private @Nullable LastWill will;

	CommandProcess(GivenNode given, PortProbe port, Supplier<NodeConnection> connections, Path logs) {
		this.given = given;
		this.port = port;
		this.connections = connections;
		this.logs = logs;
	}

	/** Whether this lab has taken it down or frozen it, and not brought it back. */
	synchronized boolean isTaken() {
		return this.will != null;
	}

	@Override
	public boolean isAlive() {
		return this.paused || this.port.isOpen();
	}

	@Override
	public boolean isPaused() {
		return this.paused;
	}

	@Override
	public void terminate() {
		take(NodeCommand.STOP);
	}

	@Override
	public void kill() {
		take(NodeCommand.KILL);
		this.paused = false;
	}

	@Override
	public void pause() {
		take(NodeCommand.PAUSE);
		this.paused = true;
		await(() -> !answers(), "still answers");
	}

	@Override
	public void resume() {
		command(NodeCommand.RESUME).run();
		await(this::answers, "does not answer");
		this.paused = false;
		broughtBack();
	}

	/** Starts it, and waits until something takes connections. */
	void start() {
		command(NodeCommand.START).run();
		if (!Deadline.in(STARTING).until(this.port::look, Boolean::booleanValue)) {
			throw new ClusterException(
					"Node " + this.given.id() + " was started by its command, and takes no connection at "
							+ this.given.address() + " after " + STARTING.toSeconds() + " s");
		}
		broughtBack();
	}

	@Override
	public boolean waitFor(Duration atMost) {
		return Deadline.in(atMost).until(() -> !this.paused && !this.port.look(), Boolean::booleanValue);
	}

	@Override
	public void dumpThreads() {
		throw new ClusterException("A node that others run cannot be asked for a thread dump");
	}

	/** Not known: it is the child of another process. */
	@Override
	public int exitStatus() {
		return 0;
	}

	/** Never completes: an end cannot be told from a network that is cut. */
	@Override
	public CompletableFuture<Integer> onExit() {
		return new CompletableFuture<>();
	}

	private void await(Supplier<Boolean> seen, String otherwise) {
		if (!Deadline.in(FREEZING).until(seen, Boolean::booleanValue)) {
			throw new ClusterException("Node " + this.given.id() + " " + otherwise + " at " + this.given.address() + " "
					+ FREEZING.toSeconds() + " s after the command");
		}
	}

	private boolean answers() {
		try (NodeConnection node = this.connections.get()) {
			return node.ask(new DescribeClusterRequest.Builder(new DescribeClusterRequestData())) != null;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Even a command that fails can have taken it down. */
	private void take(NodeCommand how) {
		ShellCommand command = command(how);
		ShellCommand undo = command(how.undoneBy().orElseThrow());
		synchronized (this) {
			broughtBack();
			this.will = LastWill.leave(undo.words(), undo.log());
		}
		command.run();
	}

	private synchronized void broughtBack() {
		if (this.will != null) {
			this.will.close();
			this.will = null;
		}
	}

	private ShellCommand command(NodeCommand what) {
		String line = this.given.commands().get(what);
		if (line == null) {
			throw new ClusterException("Node " + this.given.id() + " has no command \"" + what.word() + "\"");
		}
		return new ShellCommand(what.word() + " node " + this.given.id(), line,
				this.logs.resolve("node-" + this.given.id() + "-" + what.word() + ".log"));
	}

}
