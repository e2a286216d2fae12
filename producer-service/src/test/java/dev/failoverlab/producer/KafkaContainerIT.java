package dev.failoverlab.producer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.kafka.KafkaContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service with a single broker in a container, as most of its users develop against
 * one. What it does while brokers die is in {@link ProducerServiceIT}.
 */
@EnabledIf("dev.failoverlab.producer.DockerCheck#isHere")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "producer.topic.replication-factor=1", "producer.topic.min-in-sync-replicas=1",
				"producer.topic.replicas=" })
@DirtiesContext // Ends the container.
class KafkaContainerIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final KafkaContainer kafka;

	KafkaContainerIT(@LocalServerPort int port, @Autowired KafkaContainer kafka) {
		this.port = port;
		this.kafka = kafka;
	}

	@Test
	void anEmailThatIsAcknowledgedIsInTheLog() throws Exception {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		HttpResponse<String> answer = post();
		while (answer.statusCode() != 201) {
			assertThat(System.nanoTime()).as("until the topic is made, last answer " + answer.body())
				.isLessThan(deadline);
			answer = post();
		}
		JsonNode placed = JsonMapper.shared().readTree(answer.body());
		assertThat(record(placed.get("partition").asInt(), placed.get("offset").asLong()).value())
			.contains("\"subject\":\"hello\"");
	}

	@Test
	void theTopicIsDescribedAndTheServiceIsReady() throws Exception {
		anEmailThatIsAcknowledgedIsInTheLog();
		assertThat(get("/actuator/topics/email.send")).contains("\"replicationFactor\":1",
				"\"partition\":2,\"leader\":1");
		assertThat(get("/actuator/health/readiness")).contains("\"status\":\"UP\"");
	}

	private ConsumerRecord<String, String> record(int partition, long offset) {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", this.kafka.getBootstrapServers()), new StringDeserializer(),
				new StringDeserializer())) {
			TopicPartition place = new TopicPartition("email.send", partition);
			consumer.assign(List.of(place));
			consumer.seek(place, offset);
			return consumer.poll(TIMEOUT).records(place).get(0);
		}
	}

	private HttpResponse<String> post() throws Exception {
		return this.http.send(HttpRequest.newBuilder(uri("/api/emails"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(
					"""
							{"from": "ann@example.org", "to": "bob@example.org", "subject": "hello", "body": "Is anybody there?"}
							"""))
			.build(), BodyHandlers.ofString());
	}

	private String get(String path) throws Exception {
		return this.http
			.send(HttpRequest.newBuilder(uri(path)).header("Accept", "application/json").build(),
					BodyHandlers.ofString())
			.body();
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Kafka {

		@Bean
		@ServiceConnection
		KafkaContainer kafkaContainer() {
			// As root, its start script can write its settings whatever the modes of the
			// image's own files are.
			return new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion())
				.withCreateContainerCmdModifier((command) -> command.withUser("root"));
		}

	}

}
