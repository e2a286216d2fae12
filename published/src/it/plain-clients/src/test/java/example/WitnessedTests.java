package example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.witness.ProducerWitness;
import dev.failoverlab.witness.Witness;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertTrue;

class WitnessedTests {

	@Test
	void aSendOnANodeOfOurOwnIsWitnessed(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("witness.ndjson");
		try (KafkaCluster cluster = ProcessBackend
			.create(ClusterSpec.combined(1, folder.resolve("nodes")).withPorts(ClusterSpec.Ports.AUTO))) {
			cluster.start();
			try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
				admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1))).all().get();
			}
			send(cluster.bootstrapServers(), file);
		}
		String events = Files.readString(file);
		assertTrue(events.contains("\"type\":\"invoke\"") && events.contains("\"type\":\"ok\""), events);
	}

	private static void send(String servers, Path file) throws Exception {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", servers,
				"interceptor.classes", ProducerWitness.class.getName(), Witness.FILE, file.toString()),
				new StringSerializer(), new StringSerializer())) {
			producer.send(new ProducerRecord<>("orders", "book")).get();
		}
		assertTrue(Witness.flush(file));
	}

}
