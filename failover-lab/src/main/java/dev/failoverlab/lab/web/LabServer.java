package dev.failoverlab.lab.web;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.load.LoadGenerator;
import dev.failoverlab.lab.run.Backend;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * The lab's web application while it runs. It listens on 127.0.0.1 alone, unless the
 * environment says otherwise ({@code SERVER_ADDRESS}), as in a container.
 */
public final class LabServer implements AutoCloseable {

	/** One thread and some 100 KB for each page that is open, 32 at most. */
	private static final Map<String, Object> PROPERTIES = Map.of("spring.application.name", "failover-lab",
			"server.address", "127.0.0.1", "server.shutdown", "immediate", "spring.mvc.async.request-timeout", "-1ms",
			"server.tomcat.connection-timeout", "20s", "spring.task.execution.pool.core-size", 0,
			"spring.task.execution.pool.max-size", 32, "spring.task.execution.pool.queue-capacity", 0,
			"kafka-actuator.web.enabled", true, "kafka-actuator.web.max-body", "64KB");

	private static final Duration ENDING = Duration.ofSeconds(2);

	private final ConfigurableApplicationContext context;

	private final ShownHistories shown;

	private LabServer(ConfigurableApplicationContext context, ShownHistories shown) {
		this.context = context;
		this.shown = shown;
	}

	/**
	 * Starts the web application around a cluster.
	 * @param settings how
	 * @param cluster the cluster, which stays its owner's to close
	 * @param recorder where actions on nodes are noted
	 * @param shown what the page shows
	 * @return the application, ready for requests
	 * @throws LabException when the port is taken
	 */
	public static LabServer start(Settings settings, KafkaCluster cluster, Recorder recorder, ShownHistories shown) {
		SpringApplicationBuilder application = application(settings.port(), settings.site().page(), shown)
			.sources(PowerConfiguration.class)
			.properties("spring.kafka.bootstrap-servers=" + cluster.bootstrapServers(),
					// Remembered from the start, for the time when the cluster does not
					// answer.
					"kafka-actuator.topics=" + settings.topic(),
					"management.endpoints.web.exposure.include=health,topics,quorum,brokers",
					"management.endpoint.health.show-details=always")
			.initializers((context) -> register((GenericApplicationContext) context, settings, cluster, recorder));
		return run(application, shown);
	}

	/**
	 * Starts the web application with a page that replays a history.
	 * @param port where it listens; 0 for a free port
	 * @throws LabException when the port is taken
	 */
	public static LabServer replay(int port, ShownHistories shown) {
		return withoutPower(port, PageView.REPLAY, shown);
	}

	/**
	 * Starts the web application with a page that only watches.
	 * @param port where it listens; 0 for a free port
	 * @throws LabException when the port is taken
	 */
	public static LabServer watch(int port, Site site, ShownHistories shown) {
		return withoutPower(port, site.page(), shown);
	}

	private static LabServer withoutPower(int port, PageView view, ShownHistories shown) {
		return run(application(port, view, shown).properties(
				"spring.autoconfigure.exclude=" + KafkaAutoConfiguration.class.getName(),
				"management.endpoints.web.exposure.include=health"), shown);
	}

	private static SpringApplicationBuilder application(int port, PageView view, ShownHistories shown) {
		return new SpringApplicationBuilder(LabApplication.class).bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.properties(PROPERTIES)
			.properties("server.port=" + port)
			.initializers((context) -> {
				((GenericApplicationContext) context).registerBean(PageView.class, () -> view);
				((GenericApplicationContext) context).registerBean(ShownHistories.class, () -> shown);
			});
	}

	private static LabServer run(SpringApplicationBuilder application, ShownHistories shown) {
		try {
			return new LabServer(application.run(), shown);
		}
		catch (ApplicationContextException ex) {
			if (ex.getCause() instanceof PortInUseException taken) {
				throw new LabException("Port " + taken.getPort() + " is taken, so the lab cannot listen there.", ex);
			}
			throw ex;
		}
	}

	/**
	 * Where it listens.
	 * @return {@code http://127.0.0.1:PORT}
	 */
	public URI address() {
		WebServer server = Objects.requireNonNull(((WebServerApplicationContext) this.context).getWebServer());
		return URI.create("http://127.0.0.1:" + server.getPort());
	}

	/** Serves until this process is asked to end. */
	public void await() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends every stream and stops listening. Can be repeated without harm. */
	@Override
	public void close() {
		this.shown.close();
		if (this.context.isActive()) {
			awaitStreams();
		}
		this.context.close();
	}

	/** What was ended just now still has to reach the clients. */
	private void awaitStreams() {
		ThreadPoolTaskExecutor streams = this.context.getBean(ThreadPoolTaskExecutor.class);
		int unused = Deadline.in(ENDING).until(streams::getActiveCount, (active) -> active == 0);
	}

	private static void register(GenericApplicationContext context, Settings settings, KafkaCluster cluster,
			Recorder recorder) {
		context.registerBean(Settings.class, () -> settings);
		context.registerBean(Recorder.class, () -> recorder);
		// The cluster outlives this context: whoever made it closes it.
		context.registerBean(KafkaCluster.class, () -> cluster, (definition) -> definition.setDestroyMethodName(""));
	}

	/**
	 * How the web application is started.
	 *
	 * @param port where it listens; 0 for a free port
	 * @param token what a request must show to see the nodes and act on them
	 * @param topic the topic whose leader can be named as {@code leader}
	 * @param partitions how many partitions the topic has
	 * @param producer where the producer service listens
	 * @param site where the lab runs
	 * @param backend what the nodes of a run are
	 * @param runs the folder of all runs
	 * @param load the background load, once there is one
	 */
	public record Settings(int port, Token token, String topic, int partitions, URI producer, Site site,
			Backend backend, Path runs, Supplier<Optional<LoadGenerator>> load) {
	}

}
