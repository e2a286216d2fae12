package dev.failoverlab.cluster.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import dev.failoverlab.cluster.BackendNode;
import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.NodeAddress;
import dev.failoverlab.cluster.NodeCommand;
import dev.failoverlab.cluster.PortProbe;

/** A node that others run. */
final class CommandNode extends BackendNode<CommandProcess> {

	private static final Duration ANSWER = Duration.ofSeconds(1);

	private final GivenNode given;

	private final CommandProcess process;

	CommandNode(GivenNode given, Path directory) {
		super(given.spec(), listening(given));
		this.given = given;
		NodeAddress address = listening(given);
		this.process = new CommandProcess(given, new PortProbe(address.host(), address.brokerPort()),
				() -> cluster().client().connect(address(), ANSWER), directory.toAbsolutePath().resolve("commands"));
	}

	/** At one port: that of a controller, or that of a broker. */
	private static NodeAddress listening(GivenNode given) {
		int colon = given.address().lastIndexOf(':');
		int port = Integer.parseInt(given.address().substring(colon + 1));
		return new NodeAddress(given.address().substring(0, colon), port, port);
	}

	/** Where it is reached, {@code host:port}. */
	String address() {
		return this.given.address();
	}

	/** Begins to watch it. */
	void watch() {
		started(this.process);
	}

	/** Resumes or starts it, if this lab froze it or took it down. */
	void bringBack() {
		if (this.process.isTaken()) {
			if (this.process.isPaused()) {
				this.process.resume();
			}
			else if (!this.process.isAlive()) {
				this.process.start();
			}
		}
	}

	@Override
	public boolean can(NodeCommand command) {
		return this.given.commands().containsKey(command);
	}

	/** Its ports are on another machine, or not this lab's to choose. */
	@Override
	public List<Integer> ports() {
		return List.of();
	}

	@Override
	public OptionalLong pid() {
		return OptionalLong.empty();
	}

	@Override
	protected CommandProcess launch() {
		this.process.start();
		return this.process;
	}

	@Override
	protected void disk(int disk, String what) {
		throw new ClusterException("The lab has no access to the disks of node " + id());
	}

	@Override
	protected void deleteData() {
		throw new ClusterException("The lab has no access to the data of node " + id());
	}

}
