package dev.failoverlab.lab.web;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.load.Recipients;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.OpenRun;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.service.ServiceClient;
import dev.failoverlab.lab.service.ServiceProcess;
import dev.failoverlab.run.CloseStack;
import dev.failoverlab.run.Topic;
import org.jspecify.annotations.Nullable;

/** A cluster, both services and the lab's web application, running until closed. */
public final class LabEnvironment implements AutoCloseable {

	/** The topic of the emails, as the producer service creates it. */
	public static final Topic TOPIC = new Topic("email.send", 3, 3, 2);

	private static final Duration SERVICE_START = Duration.ofMinutes(4);

	private final Path folder;

	private final OpenRun run;

	private final HistoryFile history;

	private final CloseStack closing = new CloseStack();

	/**
	 * Prepares an environment; nothing is started yet.
	 * @param folder where data and logs are kept
	 * @param run what is sent and recorded
	 */
	public LabEnvironment(Path folder, OpenRun run) {
		this.folder = folder;
		this.run = run;
		this.history = new HistoryFile(RunResult.history(folder));
	}

	/**
	 * Starts everything and waits until it can be used.
	 * @param backend what the nodes are
	 * @param nodePorts how the nodes' ports are chosen
	 * @param setup the nodes themselves
	 * @param ports the other ports
	 * @return where everything is
	 */
	public Addresses start(Backend backend, ClusterSpec.Ports nodePorts, Setup setup, ServicePorts ports) {
		KafkaCluster cluster = this.closing
			.add(backend.create(setup.spec(this.folder.resolve("cluster"), nodePorts), this::note));
		// Closed after the services, so that no request of it is still open by then.
		ServiceClient client = this.closing.add(new ServiceClient());
		ServiceProcess producer = service("producer", ports.producer(), cluster, Map.of());
		ServiceProcess consumer = service("consumer", ports.consumer(), cluster, setup.consumer());
		cluster.start();
		note("cluster ready, waiting for both services");
		Token token = Token.random();
		LabServer.Settings settings = settings(ports.lab(), token, producer.address(), Site.MACHINE, backend);
		LabServer server = serve((shown) -> LabServer.start(settings, cluster, this.run.recorder(), shown));
		producer.awaitReady(SERVICE_START);
		consumer.awaitReady(SERVICE_START);
		Duration session = begin(cluster, client, producer.address(), consumer.address());
		return new Addresses(server.address(), producer.address(), consumer.address(), cluster.bootstrapServers(),
				token, Recipients.examples(TOPIC.partitions()), session);
	}

	/**
	 * Watches what others have started, and waits until the load has begun.
	 * @param cluster the nodes, which are left as they are in the end
	 * @param producer where the producer service listens
	 * @param consumer where the consumer service listens
	 * @param token gives power over the nodes; null when the page only watches
	 */
	public void join(KafkaCluster cluster, URI producer, URI consumer, @Nullable Token token) {
		this.closing.add(cluster);
		ServiceClient client = this.closing.add(new ServiceClient());
		LabServer unused = serve((shown) -> (token == null) ? LabServer.watch(ServicePorts.LAB, Site.CONTAINER, shown)
				: LabServer.start(settings(ServicePorts.LAB, token, producer, Site.CONTAINER, StartedNodes.COMPOSE),
						cluster, this.run.recorder(), shown));
		begin(cluster, client, producer, consumer);
	}

	private LabServer.Settings settings(int port, Token token, URI producer, Site site, Backend backend) {
		return new LabServer.Settings(port, token, TOPIC.name(), TOPIC.partitions(), producer, site, backend,
				this.folder.resolveSibling(""), () -> Optional.ofNullable(this.run.load()));
	}

	private LabServer serve(Function<ShownHistories, LabServer> start) {
		this.run.recorder().subscribe(this.history);
		return this.closing.add(start.apply(ShownHistories.only(this.history)));
	}

	private Duration begin(KafkaCluster cluster, ServiceClient client, URI producer, URI consumer) {
		this.closing.add(this.run::end);
		return this.run.begin(cluster, client, producer, consumer);
	}

	/** Returns at once: services start beside the nodes, which wait for one another. */
	private ServiceProcess service(String name, int port, KafkaCluster cluster, Map<String, String> settings) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers()));
		settings.forEach((key, value) -> arguments.add("--spring.kafka." + name + ".properties." + key + "=" + value));
		return this.closing.add(ServiceProcess
			.start(new ServiceProcess.ServiceSpec(name + "-service", port, this.folder.resolve(name), arguments)));
	}

	/** Adds a sentence to the history. */
	public void note(String text) {
		this.run.recorder().record((t) -> new Event.Note(t, text));
	}

	/**
	 * Shows the verdict on the page. The history is complete.
	 * @param report the verdict as {@code report.json}
	 */
	public void judged(String report) {
		HistoryFile unused = this.history.end(report);
	}

	/** Ends everything and waits until it has ended. Can be repeated without harm. */
	@Override
	public void close() {
		this.closing.close();
	}

	/**
	 * Where everything is.
	 *
	 * @param lab the lab's web application
	 * @param producer the producer service
	 * @param consumer the consumer service
	 * @param kafka the brokers, separated by commas
	 * @param token the token of the lab's web application
	 * @param recipients a recipient for each partition whose emails go there
	 * @param session the time after which the cluster takes a silent broker for dead
	 */
	public record Addresses(URI lab, URI producer, URI consumer, String kafka, Token token,
			SortedMap<Integer, String> recipients, Duration session) {
	}

}
