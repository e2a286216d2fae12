package dev.failoverlab.lab.web;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The lab's web application while it runs. It listens on 127.0.0.1 alone. */
public final class LabServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private LabServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the web application around a cluster.
	 * @param settings how
	 * @param cluster the cluster, which stays its owner's to close
	 * @param recorder where actions on nodes are noted
	 * @return the application, ready for requests
	 * @throws LabException when the port is taken
	 */
	public static LabServer start(Settings settings, KafkaCluster cluster, Recorder recorder) {
		try {
			return new LabServer(new SpringApplicationBuilder(LabApplication.class).bannerMode(Banner.Mode.OFF)
				.registerShutdownHook(false)
				.properties(properties(settings, cluster))
				.initializers((context) -> register((GenericApplicationContext) context, settings, cluster, recorder))
				.run());
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

	/** Stops listening; can be repeated without harm. */
	@Override
	public void close() {
		this.context.close();
	}

	private static Map<String, Object> properties(Settings settings, KafkaCluster cluster) {
		return Map.of("spring.application.name", "failover-lab", "server.address", "127.0.0.1", "server.port",
				settings.port(), "spring.kafka.bootstrap-servers", cluster.bootstrapServers(),
				"kafka-actuator.web.enabled", true, "kafka-actuator.web.max-body", "64KB",
				"management.endpoints.web.exposure.include", "health,topics,quorum,brokers",
				"management.endpoint.health.show-details", "always");
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
	 */
	public record Settings(int port, Token token, String topic, int partitions) {
	}

}
