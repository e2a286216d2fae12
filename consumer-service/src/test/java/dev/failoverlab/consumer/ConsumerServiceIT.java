package dev.failoverlab.consumer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.consumer.email.MoodyHandlerApplication;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service on a real cluster of three nodes. Each test has topics, a group and an
 * delivery log of its own; they share the cluster, which the first test starts.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(240)
class ConsumerServiceIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	@TempDir
	static Path directory;

	private static KafkaCluster cluster;

	private static Admin admin;

	private static KafkaProducer<String, String> producer;

	/** Compresses what it sends, and takes more than any topic does. */
	private static KafkaProducer<byte[], byte[]> bytes;

	@BeforeAll
	static void layOut() {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory.resolve("cluster"))
			.withPorts(ClusterSpec.Ports.AUTO)
			.withOverrides(Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500")));
		Map<String, Object> servers = Map.of("bootstrap.servers", cluster.bootstrapServers());
		admin = Admin.create(servers);
		Map<String, Object> settings = new HashMap<>(servers);
		settings.put(ProducerConfig.ACKS_CONFIG, "all");
		producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
		settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
		settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(128 << 20));
		settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(256 << 20));
		bytes = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
	}

	@AfterAll
	static void clear() {
		producer.close(Duration.ZERO);
		bytes.close(Duration.ZERO);
		admin.close(Duration.ZERO);
		cluster.close();
	}

	@Test
	@Order(1)
	void startsBeforeTheClusterAndBeforeTheTopic(TestInfo test) throws Exception {
		try (RunningService service = start(test)) {
			assertThat(service.status("/actuator/health/liveness")).isEqualTo(200);
			assertThat(service.entries()).isEmpty();
			cluster.start();
			createTopic(topic(test));
			send(topic(test), 1, email("first"));
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(1));
			assertThat(kinds(entries)).containsExactly("assignment", "delivery");
			assertThat(text(entries.get(0), "partitions")).isEqualTo("[0,1,2]");
			assertThat(entries.get(0).path("positions").path("1").longValue()).isZero();
			assertThat(entries.get(1).path("id").stringValue()).isEqualTo("first");
			service.awaitHealth(200, TIMEOUT, topic(test) + "-dlt");
		}
		assertThat(settingOf(topic(test) + "-dlt", "min.insync.replicas")).isEqualTo("2");
		assertThat(replicasOf(topic(test) + "-dlt")).containsExactly(3, 3, 3);
	}

	@Test
	@Order(2)
	void deliversEachPartitionInItsOrderWhileOthersWatch(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(test)) {
			service.follow(0, TIMEOUT, holding(3));
			CompletableFuture<List<JsonNode>> watched = CompletableFuture.supplyAsync(() -> watch(service, 300));
			sendEmails(topic(test), 0, 300);
			List<JsonNode> entries = watched.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			assertThat(seqs(entries)).isEqualTo(IntStream.rangeClosed(1, entries.size()).boxed().toList());
			for (int partition = 0; partition < 3; partition++) {
				assertThat(offsets(entries, partition)).isEqualTo(IntStream.range(0, 100).boxed().toList());
			}
			assertThat(entries).filteredOn((entry) -> kind(entry).equals("delivery"))
				.allMatch((entry) -> entry.path("deliveries").intValue() == 1);
			assertThat(service.entries()).isEqualTo(entries);
		}
	}

	@Test
	@Order(3)
	void goesOnWhereItStoppedAndSaysWhatItRepeats(TestInfo test) throws Exception {
		createTopic(topic(test));
		List<JsonNode> before;
		try (RunningService service = start(test)) {
			sendEmails(topic(test), 0, 30);
			service.follow(0, TIMEOUT, handled(30));
			before = service.entries();
		}
		goBack(topic(test), test, 2, 9);
		try (RunningService service = start(test)) {
			sendEmails(topic(test), 30, 3);
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(34));
			assertThat(entries.subList(0, before.size())).isEqualTo(before);
			assertThat(seqs(entries)).isEqualTo(IntStream.rangeClosed(1, entries.size()).boxed().toList());
			JsonNode ended = entries.get(before.size());
			assertThat(text(ended, "partitions")).isEqualTo("[]");
			JsonNode assigned = entries.get(before.size() + 1);
			assertThat(text(assigned, "positions")).isEqualTo("{\"0\":10,\"1\":10,\"2\":9}");
			assertThat(assigned.path("instance")).isNotEqualTo(ended.path("instance"));
			assertThat(deliveriesOf(entries, 2, 9)).containsExactly(1, 2);
			assertThat(deliveriesOf(entries, 2, 10)).containsExactly(1);
		}
	}

	@Test
	@Order(4)
	void putsAsideWhatItCannotReadAndGoesOn(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(test)) {
			send(topic(test), 1, "not json");
			send(topic(test), 1, null);
			send(topic(test), 1, "{\"id\":\"half\",\"from\":\"a@example.org\"}");
			send(topic(test), 1, email("good"));
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(4));
			List<JsonNode> handled = entries.stream().filter((entry) -> !kind(entry).equals("assignment")).toList();
			assertThat(kinds(handled)).containsExactly("dead-letter", "dead-letter", "dead-letter", "delivery");
			assertThat(handled.get(0).path("cause").stringValue()).contains("UnreadableEmailException", "not JSON");
			assertThat(handled.get(0).path("id").isNull()).isTrue();
			assertThat(handled.get(2).path("id").stringValue()).isEqualTo("half");
			assertThat(offsets(entries, 1)).containsExactly(0, 1, 2, 3);
		}
		List<ConsumerRecord<String, String>> aside = readAll(new TopicPartition(topic(test) + "-dlt", 1), 3);
		assertThat(aside).extracting(ConsumerRecord::value)
			.containsExactly("not json", null, "{\"id\":\"half\",\"from\":\"a@example.org\"}");
		assertThat(header(aside.get(0), "kafka_dlt-exception-fqcn")).endsWith("UnreadableEmailException");
		assertThat(header(aside.get(1), "kafka_dlt-exception-message")).contains("it has no value");
		assertThat(header(aside.get(2), "kafka_dlt-exception-message")).contains("no \"to\"");
		assertThat(header(aside.get(0), "kafka_dlt-original-topic")).isEqualTo(topic(test));
		assertThat(aside.get(0).headers().lastHeader("kafka_dlt-exception-stacktrace")).isNull();
	}

	@Test
	@Order(5)
	void doesNotLetGoOfWhatItCannotPutAside(TestInfo test) throws Exception {
		createTopic(topic(test));
		// Four replicas are more than there are brokers: the dead-letter topic cannot be
		// created.
		try (RunningService service = start(test, "--consumer.dead-letters.replication-factor=4",
				"--kafka-actuator.stalled-after=3s")) {
			send(topic(test), 1, "not json");
			send(topic(test), 1, email("behind"));
			send(topic(test), 2, email("beside"));
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(1));
			assertThat(entries).last().extracting((entry) -> entry.path("id").stringValue()).isEqualTo("beside");
			service.awaitHealth(503, TIMEOUT, topic(test) + "-1 has stood at offset 0 for ");
			service.awaitHealth(503, TIMEOUT, topic(test) + "-dlt does not exist");
			createTopic(topic(test) + "-dlt");
			entries = service.follow(0, TIMEOUT, handled(3));
			assertThat(kinds(entries)).containsExactly("assignment", "delivery", "dead-letter", "delivery");
			assertThat(offsets(entries, 1)).containsExactly(0, 1);
			service.awaitHealth(200, TIMEOUT, "holds [");
		}
	}

	@Test
	@Order(6)
	void triesAgainWhatMayWorkLaterAndPutsItAsideInTheEnd(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(MoodyHandlerApplication.class, test, "--consumer.retry.retries=3",
				"--consumer.retry.first-delay=20ms", "--consumer.dead-letters.partitions=1")) {
			send(topic(test), 2, email("lucky", "twice"));
			send(topic(test), 2, email("hopeless", "always"));
			send(topic(test), 2, email("next", "never"));
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(3));
			assertThat(kinds(entries)).containsExactly("assignment", "delivery", "dead-letter", "delivery");
			assertThat(offsets(entries, 2)).containsExactly(0, 1, 2);
			assertThat(entries.get(2).path("id").stringValue()).isEqualTo("hopeless");
			assertThat(entries.get(2).path("cause").stringValue()).contains("away, try 4");
		}
		List<ConsumerRecord<String, String>> aside = readAll(new TopicPartition(topic(test) + "-dlt", 0), 1);
		assertThat(aside).singleElement().extracting(ConsumerRecord::value).isEqualTo(email("hopeless", "always"));
	}

	@Test
	@Order(7)
	void sharesPartitionsWithAnotherInstanceAndTakesThemBack(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService first = start(test)) {
			List<JsonNode> alone = first.follow(0, TIMEOUT, holding(3));
			try (RunningService second = start(test, "--consumer.account.file=" + directory.resolve("second.ndjson"))) {
				List<JsonNode> taken = second.follow(0, TIMEOUT, (entries) -> !entries.isEmpty());
				List<JsonNode> shared = first.follow(alone.size(), TIMEOUT, (entries) -> !entries.isEmpty());
				assertThat(held(shared)).isNotEmpty().doesNotContainAnyElementsOf(held(taken));
				assertThat(text(last(shared), "positions")).isEqualTo("{}");
				assertThat(held(taken).size() + held(shared).size()).isEqualTo(3);
			}
			List<JsonNode> again = first.follow(alone.size(), TIMEOUT, holding(3));
			assertThat(last(again).path("positions").size()).isBetween(1, 2);
		}
	}

	/**
	 * Only an Error gets past the error handler; spring-kafka stops the container then.
	 */
	@Test
	@Order(7)
	void healthIsDownWhenTheListenerHasStopped(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(MoodyHandlerApplication.class, test)) {
			service.awaitHealth(200, TIMEOUT, "holds [");
			send(topic(test), 1, email("last", "error"));
			service.awaitHealth(503, TIMEOUT, "stopped because of an error");
			assertThat(service.status("/actuator/health/readiness")).isEqualTo(503);
		}
	}

	@Test
	@Order(8)
	void aDeadLetterIsWhatWasReceivedByteForByte(TestInfo test) throws Exception {
		createTopic(topic(test));
		byte[] key = { (byte) 0xc0, (byte) 0x80 };
		byte[] value = filled(800_000);
		byte[] header = { (byte) 0xed, (byte) 0xa0, (byte) 0x80 };
		try (RunningService service = start(test)) {
			bytes.send(new ProducerRecord<>(topic(test), 1, key, value, List.of(new RecordHeader("own", header))))
				.get();
			send(topic(test), 1, email("behind"));
			assertThat(kinds(service.follow(0, TIMEOUT, handled(2)))).containsExactly("assignment", "dead-letter",
					"delivery");
		}
		ConsumerRecord<byte[], byte[]> aside = readBytes(new TopicPartition(topic(test) + "-dlt", 1), 1).get(0);
		assertThat(aside.key()).isEqualTo(key);
		assertThat(aside.value()).isEqualTo(value);
		assertThat(aside.headers().lastHeader("own").value()).isEqualTo(header);
	}

	@Test
	@Order(9)
	void whatTheDeadLetterTopicWillNeverTakeIsPutThereShortened(TestInfo test) throws Exception {
		createTopic(topic(test));
		// Refused by the producer's max.request.size, and by the broker.
		int[] sizes = { 3 << 20, 800_000 };
		try (RunningService service = start(test, "--consumer.dead-letters.max-message-size=100KB")) {
			for (int size : sizes) {
				sendBytes(topic(test), 1, filled(size));
			}
			send(topic(test), 1, email("behind"));
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(3));
			assertThat(kinds(entries)).containsExactly("assignment", "dead-letter", "dead-letter", "delivery");
			assertThat(entries.get(1).path("cause").stringValue()).contains("not UTF-8", "shortened in");
		}
		List<ConsumerRecord<byte[], byte[]>> aside = readBytes(new TopicPartition(topic(test) + "-dlt", 1), 2);
		for (int i = 0; i < sizes.length; i++) {
			assertThat(aside.get(i).value()).isEqualTo(filled(1024));
			assertThat(header(aside.get(i), "kafka_dlt-original-value-length")).isEqualTo(String.valueOf(sizes[i]));
			assertThat(header(aside.get(i), "kafka_dlt-original-topic")).isEqualTo(topic(test));
		}
	}

	@Test
	@Order(10)
	void whatTheDeadLetterTopicRefusesAltogetherIsInTheDeliveryLogAlone(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(test, "--consumer.dead-letters.max-message-size=100B")) {
			sendBytes(topic(test), 1, filled(10));
			send(topic(test), 1, email("behind"));
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(2));
			assertThat(kinds(entries)).containsExactly("assignment", "dead-letter", "delivery");
			assertThat(entries.get(1).path("cause").stringValue()).contains("not UTF-8", "(not in",
					"RecordTooLargeException");
		}
	}

	@Test
	@Tag("nightly")
	@Order(11)
	void aDeadLetterTopicThatWasDeletedIsMadeAnew(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(test)) {
			send(topic(test), 1, "not json");
			service.follow(0, TIMEOUT, handled(1));
			admin.deleteTopics(List.of(topic(test) + "-dlt")).all().get(60, TimeUnit.SECONDS);
			send(topic(test), 1, "not json either");
			send(topic(test), 1, email("behind"));
			assertThat(kinds(service.follow(0, TIMEOUT, handled(3)))).containsExactly("assignment", "dead-letter",
					"dead-letter", "delivery");
		}
		assertThat(settingOf(topic(test) + "-dlt", "min.insync.replicas")).isEqualTo("2");
		assertThat(readAll(new TopicPartition(topic(test) + "-dlt", 1), 1)).singleElement()
			.extracting(ConsumerRecord::value)
			.isEqualTo("not json either");
	}

	/** The goal is 2 s; a busy machine gets five times that. */
	@Test
	@Order(12)
	void unreadableRecordsAreCheap(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(test)) {
			service.follow(0, TIMEOUT, holding(3));
			for (int i = 0; i < 1000; i++) {
				Future<RecordMetadata> unused = producer
					.send(new ProducerRecord<>(topic(test), 1, "b@example.org", "not json"));
			}
			send(topic(test), 1, email("behind"));
			List<JsonNode> entries = service.follow(1, TIMEOUT, handled(1001));
			Duration took = Duration.between(Instant.parse(entries.get(0).path("at").stringValue()),
					Instant.parse(last(entries).path("at").stringValue()));
			System.out.println("1,000 unreadable records took " + took.toMillis() + " ms");
			assertThat(took).isLessThan(Duration.ofSeconds(10));
		}
	}

	/**
	 * 120 MB that compress to 120 kB, in a heap of 96 MB: the process ends whatever the
	 * service does.
	 */
	@Test
	@Tag("nightly")
	@Order(13)
	void aRecordThatEndsTheProcessIsGotPast(TestInfo test) throws Exception {
		createTopic(topic(test));
		sendEmails(topic(test), 0, 3);
		sendBytes(topic(test), 1, new byte[120_000_000]);
		send(topic(test), 1, email("behind"));
		Path deliveryLog = directory.resolve(topic(test) + ".ndjson");
		List<String> arguments = arguments(test);
		// The group gives up a member that ended after 6 s, not after 45.
		arguments.add("--spring.kafka.consumer.properties.group.protocol=classic");
		arguments.add("--spring.kafka.consumer.properties.session.timeout.ms=6000");
		int ends = 0;
		try (SmallProcess process = new SmallProcess(cluster.bootstrapServers(), arguments)) {
			while (!process.wrote(deliveryLog, "\"id\":\"behind\"", TIMEOUT)) {
				assertThat(process.exitStatus()).isEqualTo(3);
				assertThat(++ends).isLessThan(4);
				process.startAgain();
			}
		}
		assertThat(ends).isPositive();
		assertThat(Files.readString(deliveryLog)).contains("The process ended each time");
	}

	@Test
	@Order(14)
	void asAMemberOfAShareGroupHandlesEachEmailOnItsOwn(TestInfo test) throws Exception {
		createTopic(topic(test));
		send(topic(test), 1, "not json");
		send(topic(test), 1, email("hopeless", "always"));
		send(topic(test), 1, email("lucky", "twice"));
		sendEmails(topic(test), 0, 30);
		try (RunningService service = start(MoodyHandlerApplication.class, test, "--spring.profiles.active=share")) {
			List<JsonNode> entries = service.follow(0, TIMEOUT, handled(33));
			assertThat(entries).filteredOn((entry) -> kind(entry).equals("dead-letter"))
				.extracting((entry) -> entry.path("cause").stringValue())
				.satisfiesExactly((cause) -> assertThat(cause).contains("not JSON"),
						(cause) -> assertThat(cause).contains("away, try 5"));
			assertThat(entries).filteredOn((entry) -> kind(entry).equals("delivery")).hasSize(31);
			assertThat(IntStream.range(0, 3).mapToObj((number) -> offsets(entries, number).stream().distinct().count()))
				.containsExactly(10L, 13L, 10L);
			service.awaitHealth(200, TIMEOUT, "holds []");
		}
	}

	@Test
	@Order(20)
	void goesOnWhenTheLeaderIsKilled(TestInfo test) throws Exception {
		createTopic(topic(test));
		try (RunningService service = start(test)) {
			sendEmails(topic(test), 0, 30);
			service.follow(0, TIMEOUT, handled(30));
			Node leader = cluster.node(cluster.leaderOf(topic(test), 0).orElseThrow());
			leader.kill();
			sendEmails(topic(test), 30, 30);
			List<JsonNode> entries = service.follow(0, TIMEOUT, everyOffset(20));
			for (int partition = 0; partition < 3; partition++) {
				assertThat(offsets(entries, partition).stream().distinct().toList())
					.isEqualTo(IntStream.range(0, 20).boxed().toList());
			}
			leader.start();
			cluster.awaitReady(TIMEOUT);
			sendEmails(topic(test), 60, 3);
			service.follow(0, TIMEOUT, everyOffset(21));
		}
	}

	@Test
	@Order(21)
	void stopsSoonWhileEveryBrokerIsDown(TestInfo test) throws Exception {
		createTopic(topic(test));
		RunningService service = start(test);
		service.follow(0, TIMEOUT, holding(3));
		cluster.nodes().forEach(Node::kill);
		CompletableFuture.runAsync(service::close).get(30, TimeUnit.SECONDS);
	}

	private static RunningService start(TestInfo test, String... more) {
		return start(ConsumerServiceApplication.class, test, more);
	}

	private static RunningService start(Class<?> application, TestInfo test, String... more) {
		List<String> arguments = arguments(test);
		arguments.addAll(List.of(more));
		return RunningService.start(application, cluster.bootstrapServers(), arguments.toArray(String[]::new));
	}

	private static List<String> arguments(TestInfo test) {
		return new ArrayList<>(
				List.of("--consumer.topic=" + topic(test), "--consumer.dead-letters.topic=" + topic(test) + "-dlt",
						"--spring.kafka.consumer.group-id=" + group(test),
						"--consumer.account.file=" + directory.resolve(topic(test) + ".ndjson")));
	}

	private static String topic(TestInfo test) {
		return test.getTestMethod().orElseThrow().getName();
	}

	private static String group(TestInfo test) {
		return "group-" + topic(test);
	}

	private static void createTopic(String name) throws Exception {
		NewTopic topic = new NewTopic(name, 3, (short) 3).configs(Map.of("min.insync.replicas", "2"));
		admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
	}

	private static String email(String id) {
		return email(id, "subject");
	}

	private static String email(String id, String subject) {
		return "{\"id\":\"" + id + "\",\"from\":\"a@example.org\",\"to\":\"b@example.org\",\"subject\":\"" + subject
				+ "\",\"body\":\"text\"}";
	}

	private static RecordMetadata send(String topic, int partition, @Nullable String value) throws Exception {
		return producer.send(new ProducerRecord<>(topic, partition, "b@example.org", value)).get(60, TimeUnit.SECONDS);
	}

	/** Sends emails to the partitions in turn and waits for all acknowledgements. */
	private static void sendEmails(String topic, int from, int count) throws Exception {
		List<Future<RecordMetadata>> sends = new ArrayList<>();
		for (int i = from; i < from + count; i++) {
			sends.add(producer.send(new ProducerRecord<>(topic, i % 3, "b@example.org", email("id-" + i))));
		}
		for (Future<RecordMetadata> send : sends) {
			send.get(120, TimeUnit.SECONDS);
		}
	}

	private static void goBack(String topic, TestInfo test, int partition, long offset) throws Exception {
		admin
			.alterConsumerGroupOffsets(group(test),
					Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
			.all()
			.get(60, TimeUnit.SECONDS);
	}

	private static String settingOf(String topic, String name) throws ExecutionException, InterruptedException {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		Config config = Objects.requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
		return config.get(name).value();
	}

	private static List<Integer> replicasOf(String topic) throws ExecutionException, InterruptedException {
		TopicDescription described = Objects
			.requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
		return described.partitions().stream().map((partition) -> partition.replicas().size()).toList();
	}

	private static void sendBytes(String topic, int partition, byte[] value) throws Exception {
		bytes.send(new ProducerRecord<>(topic, partition, null, value)).get(60, TimeUnit.SECONDS);
	}

	/** As text each byte would become three. */
	private static byte[] filled(int size) {
		byte[] value = new byte[size];
		Arrays.fill(value, (byte) 0xff);
		return value;
	}

	private static List<ConsumerRecord<String, String>> readAll(TopicPartition partition, int count) {
		return read(partition, count, new StringDeserializer());
	}

	private static List<ConsumerRecord<byte[], byte[]>> readBytes(TopicPartition partition, int count) {
		return read(partition, count, new ByteArrayDeserializer());
	}

	private static <T> List<ConsumerRecord<T, T>> read(TopicPartition partition, int count, Deserializer<T> as) {
		Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers(),
				ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		List<ConsumerRecord<T, T>> found = new ArrayList<>();
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		try (KafkaConsumer<T, T> consumer = new KafkaConsumer<>(settings, as, as)) {
			consumer.assign(List.of(partition));
			while (found.size() < count && System.nanoTime() < deadline) {
				consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
			}
		}
		return found;
	}

	private static String header(ConsumerRecord<?, ?> entry, String name) {
		Header header = entry.headers().lastHeader(name);
		return (header != null) ? new String(header.value(), StandardCharsets.UTF_8) : "";
	}

	private static List<JsonNode> watch(RunningService service, int count) {
		try {
			return service.follow(0, TIMEOUT, handled(count));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Predicate<List<JsonNode>> handled(int count) {
		return (entries) -> entries.stream().filter((entry) -> entry.has("offset")).count() >= count;
	}

	private static Predicate<List<JsonNode>> holding(int partitions) {
		return (entries) -> !entries.isEmpty() && held(entries).size() == partitions;
	}

	private static Predicate<List<JsonNode>> everyOffset(int count) {
		return (entries) -> IntStream.range(0, 3)
			.allMatch((partition) -> offsets(entries, partition).stream().distinct().count() >= count);
	}

	private static List<Integer> held(List<JsonNode> entries) {
		return entries.stream()
			.filter((entry) -> entry.has("partitions"))
			.reduce((earlier, later) -> later)
			.map((entry) -> entry.path("partitions").valueStream().map(JsonNode::intValue).toList())
			.orElse(List.of());
	}

	private static JsonNode last(List<JsonNode> entries) {
		return entries.get(entries.size() - 1);
	}

	private static String kind(JsonNode entry) {
		return entry.path("kind").stringValue();
	}

	private static List<String> kinds(List<JsonNode> entries) {
		return entries.stream().map(ConsumerServiceIT::kind).toList();
	}

	private static String text(JsonNode entry, String field) {
		return entry.path(field).toString();
	}

	private static List<Integer> seqs(List<JsonNode> entries) {
		return entries.stream().map((entry) -> entry.path("seq").intValue()).toList();
	}

	private static List<Integer> offsets(List<JsonNode> entries, int partition) {
		return handledOf(entries, partition).stream().map((entry) -> entry.path("offset").intValue()).toList();
	}

	private static List<Integer> deliveriesOf(List<JsonNode> entries, int partition, int offset) {
		return handledOf(entries, partition).stream()
			.filter((entry) -> entry.path("offset").intValue() == offset)
			.map((entry) -> entry.path("deliveries").intValue())
			.toList();
	}

	private static List<JsonNode> handledOf(List<JsonNode> entries, int partition) {
		return entries.stream()
			.filter((entry) -> entry.has("offset") && entry.path("partition").intValue() == partition)
			.toList();
	}

}
