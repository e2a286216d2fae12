package dev.failoverlab.consumer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service with a single broker in a container, as most of its users develop against
 * one. What it does while brokers die is in {@link ConsumerServiceIT}.
 */
@EnabledIf("dev.failoverlab.consumer.DockerCheck#isHere")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "consumer.dead-letters.replication-factor=1", "consumer.dead-letters.min-in-sync-replicas=1" })
@DirtiesContext // Ends the container.
class KafkaContainerIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@TempDir
	static Path directory;

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final KafkaContainer kafka;

	KafkaContainerIT(@LocalServerPort int port, @Autowired KafkaContainer kafka) {
		this.port = port;
		this.kafka = kafka;
	}

	@DynamicPropertySource
	static void deliveryLog(DynamicPropertyRegistry registry) {
		registry.add("consumer.account.file", () -> directory.resolve("deliveries.ndjson").toString());
	}

	@Test
	void whatIsSentIsHandledOnceAndWhatCannotBeReadIsPutAside() throws Exception {
		Map<String, Object> servers = Map.of("bootstrap.servers", this.kafka.getBootstrapServers());
		try (Admin admin = Admin.create(servers);
				KafkaProducer<String, String> producer = new KafkaProducer<>(servers, new StringSerializer(),
						new StringSerializer())) {
			admin.createTopics(List.of(new NewTopic("email.send", 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
			RecordMetadata email = send(producer, """
					{"id": "first", "from": "ann@example.org", "to": "bob@example.org", "subject": "hello", "body": "!"}
					""");
			RecordMetadata other = send(producer, "no email");
			String deliveryLog = awaitDeliveryLog("\"kind\":\"dead-letter\"");
			assertThat(deliveryLog.lines()).filteredOn((line) -> line.contains("\"kind\":\"delivery\""))
				.singleElement()
				.asString()
				.contains("\"id\":\"first\"", "\"offset\":" + email.offset() + ",");
			assertThat(deliveryLog.lines()).filteredOn((line) -> line.contains("\"kind\":\"dead-letter\""))
				.singleElement()
				.asString()
				.contains("\"offset\":" + other.offset() + ",");
		}
	}

	private static RecordMetadata send(KafkaProducer<String, String> producer, String value) throws Exception {
		return producer.send(new ProducerRecord<>("email.send", "bob@example.org", value.strip()))
			.get(30, TimeUnit.SECONDS);
	}

	private String awaitDeliveryLog(String wanted) throws Exception {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		String deliveryLog = deliveryLog();
		while (!deliveryLog.contains(wanted)) {
			assertThat(System.nanoTime()).as("until the delivery log holds " + wanted + ", it is " + deliveryLog)
				.isLessThan(deadline);
			Thread.sleep(100);
			deliveryLog = deliveryLog();
		}
		return deliveryLog;
	}

	private String deliveryLog() throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + this.port + "/api/deliveries?after=0");
		return this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
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
