package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.console.RunView;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.Welcome;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.LibraryLog;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.web.LabEnvironment;
import dev.failoverlab.lab.web.ServicePorts;
import dev.failoverlab.lab.web.UpFile;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.RunFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./lab up}. */
@Command(name = "up", mixinStandardHelpOptions = true, sortOptions = false,
		description = { "Start a cluster and both services, and keep them running until Ctrl-C.",
				"`./lab kill leader` and the like work on it from another terminal." },
		footer = { "", "Examples:", "  ./lab up", "  ./lab up --port 9000 --producer-port 9001 --consumer-port 9002",
				"  ./lab up --ports auto", "  ./lab up --cluster compose" })
final class UpCommand implements Callable<Integer> {

	private final LabContext context;

	@Option(names = "--port", paramLabel = "N", description = "The lab's own port (8080).")
	private @Nullable Integer port;

	@Option(names = "--producer-port", paramLabel = "N", description = "The producer service's port (8081).")
	private @Nullable Integer producerPort;

	@Option(names = "--consumer-port", paramLabel = "N", description = "The consumer service's port (8082).")
	private @Nullable Integer consumerPort;

	@Mixin
	private ClusterOptions cluster = new ClusterOptions();

	UpCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		this.cluster.backend().check();
		try (LabLock lock = LabLock.take(this.context.home().lock(), "./lab up")) {
			Objects.requireNonNull(lock);
			ServicePorts ports = ServicePorts.choose(this.cluster.ports(), this.port, this.producerPort,
					this.consumerPort);
			Path folder = RunFolder.create(this.context.home().runs(), "up");
			LibraryLog.to(folder.resolve("lab.log"));
			run(folder, ports);
			return ExitStatus.PASS;
		}
	}

	private void run(Path folder, ServicePorts ports) {
		RunView view = RunView.lines(this.context.terminal(), LabEnvironment.TOPIC);
		long began = System.nanoTime();
		Recorder recorder = (event) -> view.accept(event.apply(System.nanoTime() - began));
		LabEnvironment environment = new LabEnvironment(folder, recorder);
		Runnable end = () -> {
			UpFile.delete(this.context.home().upFile());
			environment.close();
		};
		try (ShutdownHook hook = ShutdownHook.add(this.context.terminal(), end,
				"the logs are in " + RunFiles.display(folder))) {
			Objects.requireNonNull(hook);
			recorder.record((t) -> new Event.Note(t,
					"starting three nodes; everything is kept in " + RunFiles.display(folder)));
			LabEnvironment.Addresses addresses = environment.start(this.cluster.backend(), this.cluster.ports(), ports);
			recorder.record((t) -> new Event.Note(t, "everything is up in " + Format.clock(t)));
			welcome(addresses);
			awaitInterruption();
		}
		finally {
			end.run();
		}
	}

	private void welcome(LabEnvironment.Addresses addresses) {
		new UpFile(addresses.lab(), addresses.token().value(), ProcessHandle.current().pid())
			.write(this.context.home().upFile());
		Welcome.lines(addresses).forEach(this.context.terminal()::line);
	}

	private static void awaitInterruption() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LabException("Interrupted.", ex);
		}
	}

}
