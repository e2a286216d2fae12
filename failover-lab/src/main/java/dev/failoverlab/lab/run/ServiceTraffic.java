package dev.failoverlab.lab.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.load.Sender;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.run.Topic;
import dev.failoverlab.lab.service.HealthWatch;
import dev.failoverlab.lab.service.ServiceClient;
import dev.failoverlab.lab.service.ServiceProcess;
import dev.failoverlab.lab.service.ServiceProcess.ServiceSpec;
import dev.failoverlab.run.CloseStack;

/** The producer service and the consumer service as processes, and HTTP to them. */
final class ServiceTraffic implements LabTraffic {

	private static final Duration STARTING = Duration.ofMinutes(4);

	private final ServiceProcess producer;

	/** One for each member of the group, in order. */
	private final List<ServiceProcess> consumers = new ArrayList<>();

	private final ServiceClient client;

	private final Recorder recorder;

	ServiceTraffic(KafkaCluster cluster, Scenario scenario, Path directory, Recorder recorder, CloseStack closing) {
		this.recorder = recorder;
		// Closed after the services, so that no request of it is still open by then.
		this.client = closing.add(new ServiceClient());
		String brokers = "--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers();
		this.producer = closing
			.add(ServiceProcess.start(new ServiceSpec("producer-service", 0, directory, producer(brokers, scenario))));
		for (int member = 1; member <= scenario.setup().members(); member++) {
			Path own = (member == 1) ? directory : directory.resolve("consumer-" + member);
			this.consumers.add(closing.add(ServiceProcess
				.start(new ServiceSpec("consumer-service", 0, own, consumer(brokers, scenario, member)))));
		}
	}

	@Override
	public void start() {
		for (ServiceProcess consumer : this.consumers) {
			consumer.awaitReady(STARTING);
			this.client.follow(consumer.address(), this.recorder, (id) -> false);
		}
		this.producer.awaitReady(STARTING);
	}

	@Override
	public Sender sender(int partition, Recorder recorder) {
		return this.client.sender(this.producer.address(), partition, recorder);
	}

	@Override
	public Runnable load(Scenario scenario, String ids, Recorder recorder, CloseStack closing) {
		Runnable end = LabTraffic.super.load(scenario, ids, recorder, closing);
		Map<String, URI> services = new TreeMap<>(Map.of("producer-service", this.producer.address()));
		for (int member = 1; member <= this.consumers.size(); member++) {
			services.put("consumer-service" + ((member > 1) ? "-" + member : ""),
					this.consumers.get(member - 1).address());
		}
		HealthWatch health = closing.add(new HealthWatch(services, recorder));
		return () -> {
			end.run();
			health.close();
		};
	}

	@Override
	public void restart(String name, String with, Runnable down) {
		ServiceProcess service = name.equals("producer") ? this.producer : this.consumers.get(0);
		if (with.equals("kill")) {
			service.kill();
		}
		else {
			service.stop();
		}
		down.run();
		service.startAgain();
		service.awaitReady(STARTING);
	}

	/**
	 * The topic is there already; the service is told so that it finds it as declared.
	 */
	private static List<String> producer(String brokers, Scenario scenario) {
		Topic topic = scenario.topic();
		return arguments("--spring.kafka.producer.properties.", scenario.setup().producer(), brokers,
				"--producer.topic.name=" + topic.name(), "--producer.topic.partitions=" + topic.partitions(),
				"--producer.topic.replication-factor=" + topic.replicationFactor(),
				"--producer.topic.min-in-sync-replicas=" + topic.minIsr(), "--producer.topic.replicas=");
	}

	/** Dead letters are kept as safe as emails: there may be no more nodes than that. */
	private static List<String> consumer(String brokers, Scenario scenario, int member) {
		Topic topic = scenario.topic();
		return arguments("--spring.kafka.consumer.properties.", scenario.setup().consumer(member), brokers,
				"--consumer.topic=" + topic.name(),
				"--consumer.dead-letters.replication-factor=" + topic.replicationFactor(),
				"--consumer.dead-letters.min-in-sync-replicas=" + topic.minIsr());
	}

	private static List<String> arguments(String prefix, Map<String, String> settings, String... own) {
		List<String> arguments = new ArrayList<>(List.of(own));
		settings.forEach((name, value) -> arguments.add(prefix + name + "=" + value));
		return arguments;
	}

}
