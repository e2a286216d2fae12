package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.console.Interruption;
import dev.failoverlab.lab.console.RunView;
import dev.failoverlab.lab.console.Welcome;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.service.ServiceProcess;
import dev.failoverlab.lab.web.LabServer;
import dev.failoverlab.lab.web.Token;
import dev.failoverlab.report.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab up}. */
@Command(name = "up", mixinStandardHelpOptions = true, sortOptions = false,
		description = { "Start a cluster and both services, and keep them running until Ctrl-C.",
				"`./lab kill leader` and the like work on it from another terminal." },
		footer = { "", "Examples:", "  ./lab up", "  ./lab up --port 9000 --producer-port 9001 --consumer-port 9002",
				"  ./lab up --ports auto", "  ./lab up --cluster compose" })
final class UpCommand implements Callable<Integer> {

	private static final String TOPIC = "email.send";

	private static final int PARTITIONS = 3;

	private final LabContext context;

	@Option(names = "--port", paramLabel = "N", description = "The lab's own port (8080).")
	private @Nullable Integer port;

	@Option(names = "--producer-port", paramLabel = "N", description = "The producer service's port (8081).")
	private @Nullable Integer producerPort;

	@Option(names = "--consumer-port", paramLabel = "N", description = "The consumer service's port (8082).")
	private @Nullable Integer consumerPort;

	@Option(names = "--ports", paramLabel = "fixed|auto", defaultValue = "fixed",
			description = "All ports that are not given: the fixed ones (the default) or free ones.")
	private PortChoice ports = PortChoice.FIXED;

	@Option(names = "--cluster", paramLabel = "process|compose", defaultValue = "process",
			description = "What the nodes are: processes on this machine (the default) or containers of Docker Compose.")
	private Backend cluster = Backend.PROCESS;

	UpCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		LabHome home = this.context.home();
		this.cluster.check();
		try (LabLock lock = LabLock.take(home.lock(), "./lab up")) {
			Objects.requireNonNull(lock);
			ServicePorts chosen = ServicePorts.choose(this.ports, this.port, this.producerPort, this.consumerPort);
			Path folder = RunFolder.create(home.runs(), "up");
			LabLog.to(folder.resolve("lab.log"));
			run(folder, chosen);
			return ExitStatus.PASS;
		}
	}

	private void run(Path folder, ServicePorts chosen) {
		RunView view = RunView.lines(this.context.terminal(), TOPIC);
		long began = System.nanoTime();
		Recorder recorder = (event) -> view.accept(event.apply(System.nanoTime() - began));
		RunningLab playground = new RunningLab(recorder);
		Path upFile = this.context.home().upFile();
		Runnable end = () -> {
			UpFile.delete(upFile);
			playground.close();
		};
		String logs = "the logs are in " + this.context.home().inWords(folder);
		try (Interruption watch = Interruption.watch(this.context.terminal(), end, logs)) {
			Objects.requireNonNull(watch);
			start(playground, recorder, folder, chosen, began);
			awaitInterruption();
		}
		finally {
			end.run();
		}
	}

	private void start(RunningLab playground, Recorder recorder, Path folder, ServicePorts chosen, long began) {
		note(recorder, "starting three nodes; everything is kept in " + this.context.home().inWords(folder));
		KafkaCluster cluster = playground.cluster(this.cluster, folder.resolve("cluster"), this.ports.ports());
		note(recorder, "cluster ready in " + since(began) + ", starting both services");
		ServiceProcess producer = playground.service("producer-service", chosen.producer(), folder.resolve("producer"),
				cluster);
		ServiceProcess consumer = playground.service("consumer-service", chosen.consumer(), folder.resolve("consumer"),
				cluster);
		Token token = Token.random();
		LabServer server = playground.server(new LabServer.Settings(chosen.lab(), token, TOPIC, PARTITIONS), cluster);
		playground.await(producer);
		playground.await(consumer);
		playground.watch(cluster, TOPIC);
		new UpFile(server.address(), token.value(), ProcessHandle.current().pid()).write(this.context.home().upFile());
		note(recorder, "everything is up in " + since(began));
		new Welcome(server.address(), producer.address(), consumer.address(), cluster.bootstrapServers(), token).lines()
			.forEach(this.context.terminal()::line);
	}

	private static void note(Recorder recorder, String text) {
		recorder.record((t) -> new Event.Note(t, text));
	}

	private static String since(long began) {
		return Format.duration(Duration.ofNanos(System.nanoTime() - began));
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
