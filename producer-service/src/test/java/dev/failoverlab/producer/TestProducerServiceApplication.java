package dev.failoverlab.producer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;

import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** Starts the service against a throw-away cluster; both end with this JVM. */
public final class TestProducerServiceApplication {

	private TestProducerServiceApplication() {
	}

	/**
	 * Starts both.
	 * @param args Spring Boot's command line
	 * @throws IOException when the cluster's directory can't be made
	 */
	public static void main(String[] args) throws IOException {
		Path directory = Files.createTempDirectory("producer-service");
		KafkaCluster cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory).withPorts(Ports.AUTO));
		Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster, directory), "end-cluster"));
		cluster.start();
		System.setProperty("spring.kafka.bootstrap-servers", cluster.bootstrapServers());
		SpringApplication.run(ProducerServiceApplication.class, args);
	}

	private static void end(KafkaCluster cluster, Path directory) {
		cluster.close();
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			System.err.println("Left behind: " + directory + ", " + ex);
		}
	}

}
