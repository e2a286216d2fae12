package dev.failoverlab.consumer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.boot.SpringApplication;

/** Starts the service on a cluster of its own, which goes when the service goes. */
final class ThrowAwayClusterMain {

	private ThrowAwayClusterMain() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Files.createTempDirectory("consumer-service");
		KafkaCluster cluster = ProcessBackend
			.create(ClusterSpec.threeCombined(directory.resolve("cluster")).withPorts(ClusterSpec.Ports.AUTO));
		cluster.start();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic("email.send", 3, (short) 3))).all().get();
		}
		Stream<String> settings = Stream.of("--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers(),
				"--consumer.account.file=" + directory.resolve("deliveries.ndjson"));
		SpringApplication.run(ConsumerServiceApplication.class,
				Stream.concat(settings, Stream.of(args)).toArray(String[]::new));
	}

}
