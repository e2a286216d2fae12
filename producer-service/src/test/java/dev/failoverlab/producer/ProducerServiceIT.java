package dev.failoverlab.producer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.producer.batch.BatchConnection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service against three real nodes. It starts while all of them are down; each test
 * but the last leaves the cluster ready for the next.
 */
@TestMethodOrder(OrderAnnotation.class)
@NullUnmarked
class ProducerServiceIT {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final JsonMapper JSON = JsonMapper.shared();

	@TempDir
	static Path directory;

	private static KafkaCluster cluster;

	private static ConfigurableApplicationContext service;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@BeforeAll
	static void startTheServiceWhileTheClusterIsDown() {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory)
			.withPorts(Ports.AUTO)
			.withOverrides(Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500")));
		cluster.start();
		cluster.nodes().forEach(Node::kill);
		service = startService();
	}

	@AfterAll
	static void endBoth() {
		cluster.close();
		service.close();
	}

	@Test
	@Order(1)
	void whileTheClusterIsDownSendsFailInBoundedTimeAndOnceItIsThereTheTopicIsMade() throws Exception {
		long begin = System.nanoTime();
		List<CompletableFuture<HttpResponse<String>>> posts = IntStream.range(0, 20)
			.mapToObj((i) -> post(service, email("down-" + i, "bob")))
			.toList();
		for (CompletableFuture<HttpResponse<String>> post : posts) {
			assertThat(get(post).statusCode()).isEqualTo(503);
			assertThat(get(post).body()).contains("\"outcome\":\"failed\"");
			assertThat(get(post).headers().firstValue("Retry-After")).isPresent();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
		assertThat(readiness(service)).isEqualTo(503);
		cluster.start();
		assertThat(sendUntilAcknowledged("first").get("topic").asString()).isEqualTo("email.send");
		assertTopicAsDeclared();
		awaitReadiness(service);
	}

	@Test
	@Order(2)
	void anAcknowledgedEmailIsInTheLogWhereTheAnswerSays() throws Exception {
		HttpResponse<String> response = get(post(service, email("one", "carol")));
		assertThat(response.statusCode()).isEqualTo(201);
		JsonNode at = JSON.readTree(response.body());
		ConsumerRecord<String, String> record = log("email.send", 3).stream()
			.filter((each) -> each.partition() == at.get("partition").asInt()
					&& each.offset() == at.get("offset").asLong())
			.findFirst()
			.orElseThrow();
		assertThat(record.key()).isEqualTo("carol@example.org");
		assertThat(record.value()).isEqualTo(email("one", "carol"));
		assertThat(record.timestamp()).isEqualTo(at.get("timestamp").asLong());
	}

	@Test
	@Order(3)
	void aBatchOfTenThousandLinesIsWrittenOnceAndInOrder() throws Exception {
		Map<String, JsonNode> results = batch(service, "", "batch", 10_000);
		assertThat(results).hasSize(10_000);
		assertThat(results.values()).allSatisfy((result) -> assertThat(result.get("status").asInt()).isEqualTo(201));
		assertWrittenOnceInTheOrderOfTheLines("batch", results);
	}

	/**
	 * Whatever is sent: the log holds what was acknowledged, as it was sent, and nothing
	 * more.
	 */
	@Test
	@Order(4)
	void ofTenThousandGeneratedBodiesThoseAcknowledgedAreInTheLogAndNoOther() throws Exception {
		long seed = new Random().nextLong();
		GeneratedBodies bodies = new GeneratedBodies(seed);
		long before = log("email.send", 3).size();
		Map<String, byte[]> acknowledged = new HashMap<>();
		Map<Integer, Integer> statuses = new TreeMap<>();
		for (int begin = 0; begin < 10_000; begin += 100) {
			List<byte[]> some = IntStream.range(begin, begin + 100).mapToObj(bodies::next).toList();
			List<CompletableFuture<HttpResponse<String>>> posts = some.stream()
				.map((body) -> post(service, BodyPublishers.ofByteArray(body)))
				.toList();
			for (int i = 0; i < posts.size(); i++) {
				HttpResponse<String> response = get(posts.get(i));
				statuses.merge(response.statusCode(), 1, Integer::sum);
				if (response.statusCode() == 201) {
					JsonNode at = JSON.readTree(response.body());
					acknowledged.put(at.get("partition") + "-" + at.get("offset"), some.get(i));
				}
				else {
					assertThat(response.statusCode()).as("seed %d: %s", seed, response.body()).isEqualTo(400);
					assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
					assertThat(response.body()).hasSizeLessThan(2000);
				}
			}
		}
		System.out.println("Seed " + seed + ", answers by status: " + statuses);
		assertThat(statuses.keySet()).as("seed %d", seed).containsExactly(201, 400);
		assertThat(acknowledged).hasSize(statuses.get(201));
		List<ConsumerRecord<String, String>> log = log("email.send", 3);
		assertThat(log.size() - before).as("seed %d", seed).isEqualTo(acknowledged.size());
		for (ConsumerRecord<String, String> record : log) {
			byte[] sent = acknowledged.get(record.partition() + "-" + record.offset());
			if (sent != null) {
				assertIsWhatWasSent(record, sent);
			}
		}
	}

	private static void assertIsWhatWasSent(ConsumerRecord<String, String> record, byte[] sent) {
		String text = new String(sent, StandardCharsets.UTF_8);
		assertThat(text.getBytes(StandardCharsets.UTF_8)).as(text).isEqualTo(sent);
		ObjectNode expected = (ObjectNode) JSON.readTree(text);
		ObjectNode written = (ObjectNode) JSON.readTree(record.value());
		if (!expected.path("id").isString()) {
			written.remove("id");
			expected.remove("id");
		}
		assertThat(written).isEqualTo(expected);
		assertThat(record.key()).isEqualTo(expected.get("to").asString());
	}

	@Test
	@Order(5)
	void killingALeaderCostsNoEmailItsOneResult() throws Exception {
		int leader = cluster.leaderOf("email.send", 0).orElseThrow();
		try (BatchConnection batch = new BatchConnection(port(service), "", 0)) {
			CompletableFuture<Map<String, JsonNode>> results = async(() -> results(batch));
			batch.send(emails("kill", 0, 1000));
			cluster.node(leader).kill();
			batch.send(emails("kill", 1000, 5000));
			batch.end();
			Map<String, JsonNode> byId = results.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			assertThat(byId).hasSize(5000);
			assertThat(byId.values()).allSatisfy((result) -> assertThat(result.get("status").asInt()).isEqualTo(201));
			assertWrittenOnceInTheOrderOfTheLines("kill", byId);
		}
		cluster.node(leader).start();
		cluster.awaitReady(TIMEOUT);
	}

	@Test
	@Order(6)
	void aPartitionThatStandsStillHoldsUpNoOther() throws Exception {
		try (ConfigurableApplicationContext other = startService("--producer.topic.name=one.copy",
				"--producer.topic.partitions=2", "--producer.topic.min-in-sync-replicas=1",
				"--producer.topic.replicas[0]=1", "--producer.topic.replicas[1]=2")) {
			Map<Integer, String> receivers = receivers(other);
			cluster.node(1).pause();
			try (BatchConnection batch = new BatchConnection(port(other), "", 0)) {
				batch.send(List.of(email("still", receivers.get(0)), email("moves", receivers.get(1))));
				assertThat(batch.line()).contains("\"line\":2", "\"status\":201");
				assertThat(get(post(other, email("single", receivers.get(1)))).statusCode()).isEqualTo(201);
				cluster.node(1).resume();
				assertThat(batch.line()).contains("\"line\":1", "\"status\":201");
			}
			finally {
				cluster.node(1).resume();
			}
		}
		cluster.awaitReady(TIMEOUT);
	}

	@Test
	@Tag("nightly")
	@Order(7)
	void theFirstEmailPassesANodeThatFrozeAfterTheStart() throws Exception {
		String frozenLater = cluster.bootstrapServers().split(",", -1)[1];
		try (ConfigurableApplicationContext fresh = startService("--spring.kafka.bootstrap-servers=" + frozenLater)) {
			awaitReadiness(fresh);
			cluster.node(2).pause();
			assertEveryPartitionTakesAnEmail(fresh);
		}
		finally {
			cluster.node(2).resume();
		}
		cluster.awaitReady(TIMEOUT);
	}

	@Test
	@Tag("nightly")
	@Order(8)
	void theFirstEmailPassesANodeThatFrozeBeforeTheStart() throws Exception {
		String[] nodes = cluster.bootstrapServers().split(",", -1);
		cluster.node(2).pause();
		try {
			// Which of the two is asked first is a matter of chance.
			for (int start = 0; start < 3; start++) {
				try (ConfigurableApplicationContext fresh = startService(
						"--spring.kafka.bootstrap-servers=" + nodes[1] + "," + nodes[0])) {
					long begin = System.nanoTime();
					awaitReadiness(fresh);
					// Less than request.timeout.ms, for which a frozen node would be
					// waited for.
					assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
					assertEveryPartitionTakesAnEmail(fresh);
				}
			}
		}
		finally {
			cluster.node(2).resume();
		}
		cluster.awaitReady(TIMEOUT);
	}

	private void assertEveryPartitionTakesAnEmail(ConfigurableApplicationContext service) throws Exception {
		List<CompletableFuture<HttpResponse<String>>> posts = IntStream.range(0, 20)
			.mapToObj((i) -> post(service, email("frozen-" + i, "user" + i)))
			.toList();
		Set<Integer> partitions = new HashSet<>();
		for (CompletableFuture<HttpResponse<String>> post : posts) {
			assertThat(get(post).statusCode()).as(get(post).body()).isEqualTo(201);
			partitions.add(JSON.readTree(get(post).body()).get("partition").asInt());
		}
		assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2);
	}

	@Test
	@Order(9)
	void whatFrozenNodesMayHaveReceivedIsUnknown() throws Exception {
		try (ConfigurableApplicationContext hasty = startService(
				"--spring.kafka.producer.properties.request.timeout.ms=2000",
				"--spring.kafka.producer.properties.delivery.timeout.ms=4000")) {
			assertThat(get(post(hasty, email("before", "bob"))).statusCode()).isEqualTo(201);
			cluster.nodes().forEach(Node::pause);
			HttpResponse<String> response = get(post(hasty, email("frozen", "bob")));
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.body()).contains("\"outcome\":\"unknown\"", "\"id\":\"frozen\"");
			cluster.nodes().forEach(Node::kill);
			Map<String, JsonNode> results = batch(hasty, "?ordered=true", "dead", 100);
			assertThat(results).hasSize(100);
			assertThat(results.values())
				.allSatisfy((result) -> assertThat(result.get("outcome").asString()).isIn("failed", "unknown"));
		}
	}

	private static ConfigurableApplicationContext startService(String... more) {
		List<String> settings = new ArrayList<>(List.of(more));
		if (settings.stream().noneMatch((setting) -> setting.startsWith("--spring.kafka.bootstrap-servers="))) {
			settings.add("--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers());
		}
		settings.add("--server.port=0");
		return SpringApplication.run(ProducerServiceApplication.class, settings.toArray(String[]::new));
	}

	private static int port(ConfigurableApplicationContext service) {
		return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private CompletableFuture<HttpResponse<String>> post(ConfigurableApplicationContext service, String email) {
		return post(service, BodyPublishers.ofString(email));
	}

	private CompletableFuture<HttpResponse<String>> post(ConfigurableApplicationContext service, BodyPublisher email) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(service) + "/api/emails"))
			.header("Content-Type", "application/json")
			.POST(email)
			.build();
		return this.http.sendAsync(request, BodyHandlers.ofString());
	}

	private void awaitReadiness(ConfigurableApplicationContext service) throws Exception {
		long end = System.nanoTime() + TIMEOUT.toNanos();
		while (readiness(service) != 200) {
			assertThat(System.nanoTime()).as("time until the service is ready").isLessThan(end);
			Thread.sleep(50);
		}
	}

	private int readiness(ConfigurableApplicationContext service) throws Exception {
		URI readiness = URI.create("http://127.0.0.1:" + port(service) + "/actuator/health/readiness");
		return get(this.http.sendAsync(HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString()))
			.statusCode();
	}

	private JsonNode sendUntilAcknowledged(String id) throws Exception {
		long end = System.nanoTime() + TIMEOUT.toNanos();
		HttpResponse<String> response = get(post(service, email(id, "bob")));
		while (response.statusCode() != 201) {
			assertThat(System.nanoTime()).as(response.body()).isLessThan(end);
			assertThat(response.body()).as("before the topic is there nothing can have been sent")
				.contains("\"outcome\":\"failed\"");
			response = get(post(service, email(id, "bob")));
		}
		return JSON.readTree(response.body());
	}

	private static void assertTopicAsDeclared() throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			TopicDescription topic = admin.describeTopics(List.of("email.send"))
				.allTopicNames()
				.get()
				.get("email.send");
			assertThat(topic.partitions())
				.extracting((partition) -> partition.replicas().stream().map((node) -> node.id()).toList())
				.containsExactly(List.of(1, 2, 3), List.of(2, 3, 1), List.of(3, 1, 2));
			ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "email.send");
			assertThat(admin.describeConfigs(List.of(resource))
				.all()
				.get()
				.get(resource)
				.get("min.insync.replicas")
				.value()).isEqualTo("2");
		}
	}

	/** For each partition somebody whose emails go there. */
	private Map<Integer, String> receivers(ConfigurableApplicationContext service) throws Exception {
		Map<Integer, String> receivers = new HashMap<>();
		for (int i = 0; receivers.size() < 2; i++) {
			HttpResponse<String> response = get(post(service, email("probe-" + i, "user" + i)));
			if (response.statusCode() == 201) {
				receivers.put(JSON.readTree(response.body()).get("partition").asInt(), "user" + i);
			}
		}
		return receivers;
	}

	private Map<String, JsonNode> batch(ConfigurableApplicationContext service, String query, String prefix, int count)
			throws Exception {
		try (BatchConnection batch = new BatchConnection(port(service), query, 0)) {
			CompletableFuture<Map<String, JsonNode>> results = async(() -> results(batch));
			batch.send(emails(prefix, 0, count));
			batch.end();
			return results.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** All results by id, each exactly once. */
	private static Map<String, JsonNode> results(BatchConnection batch) throws IOException {
		Map<String, JsonNode> results = new HashMap<>();
		for (String line = batch.line(); line != null; line = batch.line()) {
			JsonNode result = JSON.readTree(line);
			assertThat(results.put(result.get("id").asString(), result)).as("a second result for a line").isNull();
		}
		return results;
	}

	private static List<String> emails(String prefix, int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> email(prefix + "-" + i, "user" + i % 20)).toList();
	}

	private static String email(String id, String to) {
		return """
				{"id":"%s","from":"ann@example.org","to":"%s@example.org","subject":"Hello","body":"text"}"""
			.formatted(id, to);
	}

	private static void assertWrittenOnceInTheOrderOfTheLines(String prefix, Map<String, JsonNode> results) {
		Map<Integer, Integer> lastLine = new HashMap<>();
		Set<String> seen = new HashSet<>();
		for (ConsumerRecord<String, String> record : log("email.send", 3)) {
			String id = JSON.readTree(record.value()).get("id").asString();
			if (id.startsWith(prefix + "-")) {
				JsonNode result = results.get(id);
				assertThat(seen.add(id)).as(id + " is written once").isTrue();
				assertThat(result).as(id).isNotNull();
				assertThat(record.offset()).isEqualTo(result.get("offset").asLong());
				Integer before = lastLine.put(record.partition(), result.get("line").asInt());
				assertThat(result.get("line").asInt()).isGreaterThan((before != null) ? before : 0);
			}
		}
		assertThat(seen).hasSameSizeAs(results.keySet());
	}

	/** Every record of a topic, in the order of offsets within a partition. */
	private static List<ConsumerRecord<String, String>> log(String topic, int partitions) {
		Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "auto.offset.reset",
				"earliest");
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			List<TopicPartition> all = IntStream.range(0, partitions)
				.mapToObj((p) -> new TopicPartition(topic, p))
				.toList();
			consumer.assign(all);
			consumer.seekToBeginning(all);
			Map<TopicPartition, Long> ends = consumer.endOffsets(all);
			List<ConsumerRecord<String, String>> records = new ArrayList<>();
			long deadline = System.nanoTime() + TIMEOUT.toNanos();
			while (all.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
				assertThat(System.nanoTime()).as("time to read the log").isLessThan(deadline);
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
			}
			return records;
		}
	}

	private static HttpResponse<String> get(CompletableFuture<HttpResponse<String>> response) throws Exception {
		return response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static <T> CompletableFuture<T> async(Source<T> source) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return source.get();
			}
			catch (IOException ex) {
				throw new CompletionException(ex);
			}
		});
	}

	private interface Source<T> {

		T get() throws IOException;

	}

}
