package dev.failoverlab.lab.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.Security;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.compose.ComposeBackend;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.run.LibraryLog;
import dev.failoverlab.lab.run.OpenRun;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.web.LabEnvironment;
import dev.failoverlab.lab.web.OwnerFile;
import dev.failoverlab.lab.web.Token;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the container {@code lab} of {@code docker-compose.yml} runs. */
@Command(name = "join", hidden = true, sortOptions = false,
		description = { "Watch the nodes and services of docker-compose.yml from a container in their network,",
				"send some emails, and serve the page." })
final class JoinCommand extends LabCommand {

	private static final URI PRODUCER = URI.create("http://producer-service:8080");

	private static final URI CONSUMER = URI.create("http://consumer-service:8080");

	/** The container's volume. */
	private static final String RUNS = "data";

	/** Not in the container's log, which others can read. */
	private static final Path LINK = Path.of("/tmp/link");

	@Option(names = "--load", paramLabel = "N", defaultValue = "3",
			description = "Emails per second that the lab sends all the time (3); 0 for none.")
	private int load;

	@Option(names = "--faults",
			description = "Use Docker to break and heal nodes. The link to the page has a token then.")
	private boolean faults;

	@Option(names = "--port", paramLabel = "N", defaultValue = "8080",
			description = "The port of the host at which the page is published (8080).")
	private int port;

	@Override
	public Integer call() throws InterruptedException {
		forgetNames();
		Path folder = RunFolder.create(home().directory().resolve(RUNS), "up");
		LibraryLog.to(folder.resolve("lab.log"));
		OpenRun run = new OpenRun(folder, LabEnvironment.TOPIC, StartedNodes.COMPOSE, ClusterSpec.Ports.FIXED,
				UpSession.checked(this.load), Setup.USUAL);
		new UpSession(context(), folder, run).run((environment) -> {
			Path directory = folder.resolve("cluster");
			Token token = this.faults ? Token.random() : null;
			OwnerFile.write(LINK,
					"http://127.0.0.1:" + this.port + "/" + ((token != null) ? "?token=" + token.value() : "") + "\n");
			environment.join(this.faults ? ComposeBackend.join(directory, environment::note)
					: ComposeBackend.watch(directory, environment::note), PRODUCER, CONSUMER, token);
			return Stream.empty();
		});
		return ExitStatus.PASS;
	}

	/**
	 * A container that is down has no name in the network. Java would remember that for
	 * ten seconds, and an old address for thirty.
	 */
	private static void forgetNames() {
		Security.setProperty("networkaddress.cache.negative.ttl", "0");
		Security.setProperty("networkaddress.cache.ttl", "1");
	}

}
