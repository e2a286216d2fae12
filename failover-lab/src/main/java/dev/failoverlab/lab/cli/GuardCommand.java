package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.failoverlab.cluster.FailoverGuard;
import dev.failoverlab.cluster.GuardedBroker;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.process.ProcessEnd;
import org.apache.kafka.common.utils.ThreadUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab guard}. */
@Command(name = "guard", sortOptions = false, description = {
		"Run a Kafka broker of your own, and tell the active controller at once when its process dies.",
		"COMMAND must become the broker (exec), as kafka-server-start.sh does. SIGTERM is passed on, and the guard "
				+ "does nothing after a clean stop. The exit status is the broker's. When to use it: docs/fast-failover.md." },
		footer = { "", "Examples:", "  ./lab guard -- bin/kafka-server-start.sh config/server.properties",
				"  ./lab guard --node-id 1 --bootstrap-servers b1:9092,b2:9092 \\",
				"      --bootstrap-controllers c1:9093,c2:9093,c3:9093 -- /etc/kafka/start" })
final class GuardCommand extends LabCommand {

	private static final long LOOK_MILLIS = 1_000;

	@Option(names = "--config", paramLabel = "FILE",
			description = "The broker's settings; by default the last argument of COMMAND that is a .properties file.")
	private @Nullable Path config;

	@Option(names = "--node-id", paramLabel = "N",
			description = "The broker's node.id, with the next two in place of --config.")
	private @Nullable Integer nodeId;

	@Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT,…", description = "Addresses of brokers.")
	private @Nullable String brokers;

	@Option(names = "--bootstrap-controllers", paramLabel = "HOST:PORT,…",
			description = "Addresses of all controllers.")
	private @Nullable String controllers;

	@Parameters(paramLabel = "COMMAND", arity = "1..*", description = "What starts the broker, with its arguments.")
	private List<String> command = List.of();

	/**
	 * All processes of the command that were seen: a wrapper can die before its broker.
	 */
	private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean asked = new AtomicBoolean();

	@Override
	public Integer call() throws InterruptedException {
		GuardedBroker broker = broker();
		try (FailoverGuard guard = new FailoverGuard(broker.brokers(), broker.controllers())) {
			Process child = start();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> passOn(child)));
			ScheduledExecutorService looking = look(child);
			int status = ProcessEnd.of(child).join();
			looking.shutdown();
			if (!this.asked.get() && !ProcessEnd.isClean(status)) {
				report(guard, broker.id(), status);
			}
			return child.waitFor();
		}
	}

	private void report(FailoverGuard guard, int broker, int status) {
		List<Long> alive = this.seen.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::pid).toList();
		terminal().error("guard: the command has ended with status " + status + (alive.isEmpty() ? ""
				: ", but its processes " + alive + " run: node " + broker + " is not unregistered"));
		if (alive.isEmpty()) {
			terminal().error(guard.unregister(broker).toString());
		}
	}

	private Process start() {
		try {
			return new ProcessBuilder(this.command).inheritIO().start();
		}
		catch (IOException ex) {
			throw new LabException("Cannot start the broker: " + ex.getMessage(), ex);
		}
	}

	/** Looks for processes that the command starts, until the look is shut down. */
	private ScheduledExecutorService look(Process child) {
		ScheduledExecutorService thread = Executors
			.newSingleThreadScheduledExecutor(ThreadUtils.createThreadFactory("guard-processes", true));
		var unused = thread.scheduleWithFixedDelay(() -> child.descendants().forEach(this.seen::add), 0, LOOK_MILLIS,
				TimeUnit.MILLISECONDS);
		return thread;
	}

	/** On SIGTERM, SIGINT or SIGHUP: the broker stops, and its status is passed on. */
	private void passOn(Process child) {
		if (!child.isAlive()) {
			return;
		}
		this.asked.set(true);
		child.destroy();
		child.onExit().join();
		Runtime.getRuntime().halt(child.exitValue());
	}

	private GuardedBroker broker() {
		if (this.nodeId != null && this.brokers != null && this.controllers != null) {
			return new GuardedBroker(this.nodeId, this.brokers, this.controllers);
		}
		GuardedBroker read = GuardedBroker.of((this.config != null) ? this.config : settingsOfCommand());
		return new GuardedBroker((this.nodeId != null) ? this.nodeId : read.id(),
				(this.brokers != null) ? this.brokers : read.brokers(),
				(this.controllers != null) ? this.controllers : read.controllers());
	}

	private Path settingsOfCommand() {
		List<Path> files = this.command.stream()
			.filter((word) -> word.endsWith(".properties"))
			.map(Path::of)
			.filter(Files::isRegularFile)
			.toList();
		if (files.isEmpty()) {
			throw new UsageException(
					"No argument of the command is a .properties file: name the broker's settings with "
							+ "--config, or give --node-id, --bootstrap-servers and --bootstrap-controllers.");
		}
		return files.get(files.size() - 1);
	}

}
