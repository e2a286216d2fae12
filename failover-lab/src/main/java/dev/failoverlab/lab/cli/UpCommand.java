package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Welcome;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.LibraryLog;
import dev.failoverlab.lab.run.OpenRun;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.web.LabEnvironment;
import dev.failoverlab.lab.web.ServicePorts;
import dev.failoverlab.lab.web.UpFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./lab up}. */
@Command(name = "up", sortOptions = false,
		description = { "Start a cluster and both services, and keep them running until Ctrl-C.",
				"`./lab kill leader` and the like work on it from another terminal." },
		footer = { "", "Examples:", "  ./lab up", "  ./lab up --port 9000 --producer-port 9001 --consumer-port 9002",
				"  ./lab up --ports auto", "  ./lab up --load 0", "  ./lab up --kafka 3.9.2",
				"  ./lab up --cluster compose" })
final class UpCommand extends LabCommand {

	@Option(names = "--port", paramLabel = "N", description = "The lab's own port (8080).")
	private @Nullable Integer port;

	@Option(names = "--producer-port", paramLabel = "N", description = "The producer service's port (8081).")
	private @Nullable Integer producerPort;

	@Option(names = "--consumer-port", paramLabel = "N", description = "The consumer service's port (8082).")
	private @Nullable Integer consumerPort;

	@Option(names = "--load", paramLabel = "N", defaultValue = "10",
			description = "Emails per second that the lab sends all the time (10); 0 for none.")
	private int load;

	@Option(names = "--fast-failover",
			description = "Fail over within 0.2 s: a guard tells the active controller at once of a node that died (docs/fast-failover.md).")
	private boolean fastFailover;

	@Mixin
	private ClusterOptions cluster = new ClusterOptions();

	@Override
	public Integer call() throws InterruptedException {
		UpSession.checked(this.load);
		Backend backend = this.cluster.started();
		backend.check();
		ClusterOptions.fetch(Stream.ofNullable(this.cluster.kafka()), backend, terminal());
		try (LabLock lock = LabLock.take(home().lock(), "./lab up")) {
			Objects.requireNonNull(lock);
			ServicePorts ports = ServicePorts.choose(this.cluster.ports, this.port, this.producerPort,
					this.consumerPort);
			Path folder = RunFolder.create(home().runs(), "up");
			LibraryLog.to(folder.resolve("lab.log"));
			run(folder, backend, ports);
			return ExitStatus.PASS;
		}
	}

	private void run(Path folder, Backend backend, ServicePorts ports) throws InterruptedException {
		Setup setup = Setup.USUAL.withFastFailover(this.fastFailover).withKafka(this.cluster.kafka());
		OpenRun run = new OpenRun(folder, LabEnvironment.TOPIC, backend, this.cluster.ports, this.load, setup);
		new UpSession(context(), folder, run).run((environment) -> {
			LabEnvironment.Addresses addresses = environment.start(backend, this.cluster.ports, setup, ports);
			new UpFile(addresses.lab(), addresses.token().value(), ProcessHandle.current().pid())
				.write(home().upFile());
			return Welcome.lines(addresses, this.load, terminal().isLive());
		});
	}

}
