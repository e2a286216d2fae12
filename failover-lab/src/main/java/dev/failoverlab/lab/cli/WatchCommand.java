package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.UpView;
import dev.failoverlab.lab.run.LibraryLog;
import dev.failoverlab.lab.run.OpenWatch;
import dev.failoverlab.lab.run.OwnCluster;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.web.HistoryFile;
import dev.failoverlab.lab.web.LabServer;
import dev.failoverlab.lab.web.ShownHistories;
import dev.failoverlab.lab.web.Site;
import dev.failoverlab.report.RunFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab watch}. */
@Command(name = "watch", sortOptions = false,
		description = { "Watch a cluster that others run until Ctrl-C: who leads, the ISRs, the quorum.",
				"It only looks: nothing is sent, made or changed." },
		footer = { "", "Examples:", "  ./lab watch --bootstrap b1:9092,b2:9092 --topic orders",
				"  ./lab watch --bootstrap b1:9093 --client-config client.properties --topic orders" })
final class WatchCommand extends LabCommand {

	/** More do not fit into a message. */
	private static final int SHOWN = 20;

	@Option(names = "--bootstrap", paramLabel = "HOST:PORT[,…]", required = true,
			description = "Addresses of brokers. All brokers of the cluster are asked.")
	private String bootstrap = "";

	@Option(names = "--client-config", paramLabel = "FILE",
			description = "Kafka settings of every client, such as those of TLS and SASL: a file of properties, as Kafka's own tools take it.")
	private @Nullable Path clientConfig;

	@Option(names = "--topic", paramLabel = "NAME",
			description = "The topic to watch; by default the only one that there is.")
	private @Nullable String topic;

	@Option(names = "--port", paramLabel = "N", defaultValue = "0",
			description = "Where the page is served; by default any free port.")
	private int port;

	@Override
	public Integer call() throws InterruptedException {
		OwnCluster cluster = find();
		String chosen = chosen(cluster);
		Path folder = RunFolder.create(home().runs(), "watch");
		LibraryLog.to(folder.resolve("lab.log"));
		String kept = "the history is in " + RunFiles.display(folder);
		try (OpenWatch watch = new OpenWatch(folder, cluster, chosen);
				UpView view = UpView.of(terminal(), watch.topic(), watch.recorder()::now);
				ShutdownHook hook = ShutdownHook.add(terminal(), () -> end(view, watch), kept)) {
			Objects.requireNonNull(hook);
			watch.recorder().subscribe(view);
			HistoryFile history = new HistoryFile(RunResult.history(folder));
			watch.recorder().subscribe(history);
			try (LabServer server = LabServer.watch(this.port, Site.MACHINE, ShownHistories.only(history))) {
				terminal().line("Watching " + watch.topic() + " of cluster " + cluster.found().id() + " as a page: "
						+ server.address() + "/   (Ctrl-C ends it)");
				watch.begin();
				server.await();
			}
		}
		return ExitStatus.PASS;
	}

	private OwnCluster find() {
		Map<String, String> client = (this.clientConfig != null) ? ClusterFile.clientSettings(this.clientConfig)
				: Map.of();
		return OwnCluster.find(new ClusterFile(this.bootstrap,
				new ClientSettings(ClusterFile.addresses("--bootstrap", this.bootstrap), client),
				Optional.ofNullable(this.topic), List.of()));
	}

	private String chosen(OwnCluster cluster) {
		List<String> topics = List.copyOf(cluster.found().topics());
		if (this.topic != null) {
			return this.topic;
		}
		if (topics.size() == 1) {
			return topics.get(0);
		}
		throw new UsageException(topics.isEmpty() ? "The cluster has no topic that this client may see."
				: "The cluster has " + topics.size() + " topics. Name one with --topic: "
						+ String.join(", ", topics.subList(0, Math.min(SHOWN, topics.size())))
						+ ((topics.size() > SHOWN) ? ", …" : "") + ".");
	}

	private static void end(UpView view, OpenWatch watch) {
		view.close();
		watch.close();
	}

}
