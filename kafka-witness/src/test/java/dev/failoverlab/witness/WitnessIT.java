package dev.failoverlab.witness;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.history.ClientFiles;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clients of one real node, in this JVM and in one that is killed. */
@Timeout(240)
class WitnessIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(90);

	@TempDir
	static Path directory;

	private static KafkaCluster cluster;

	@BeforeAll
	static void start() throws Exception {
		cluster = ProcessBackend.create(ClusterSpec.combined(1, directory.resolve("cluster"))
			.withPorts(ClusterSpec.Ports.AUTO)
			.withOverrides(Map.of("offsets.topic.replication.factor", "1", "min.insync.replicas", "1",
					"group.initial.rebalance.delay.ms", "0")));
		cluster.start();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			admin
				.createTopics(Stream.of("plain", "killed", "records", "batches", "retried", "kcat", "older")
					.map((name) -> new NewTopic(name, 1, (short) 1))
					.toList())
				.all()
				.get(60, TimeUnit.SECONDS);
		}
	}

	@AfterAll
	static void end() {
		cluster.close();
	}

	@Test
	void plainClientsAreWitnessedFromTheSendToTheCommit() throws Exception {
		Path file = directory.resolve("plain.ndjson");
		try (KafkaProducer<String, String> producer = producer(file)) {
			for (int i = 0; i < 100; i++) {
				Future<?> unused = producer.send(new ProducerRecord<>("plain", "value " + i));
			}
			assertThatThrownBy(
					() -> producer.send(new ProducerRecord<>("plain", "x".repeat(2 << 20))).get(60, TimeUnit.SECONDS))
				.isInstanceOf(ExecutionException.class);
		}
		List<String> read = read("plain", file, 100);
		assertThat(sends(file, "invoke")).hasSize(101);
		assertThat(sends(file, "ok")).extracting((event) -> Events.text(event, "id")).isEqualTo(read);
		assertThat(sends(file, "ok")).extracting((event) -> event.path("offset").longValue())
			.isEqualTo(LongStream.range(0, 100).boxed().toList());
		assertThat(sends(file, "fail")).singleElement()
			.matches((event) -> Events.text(event, "error").startsWith("RecordTooLargeException"));
		assertThat(Events.ids(Events.in(file, "received"))).isEqualTo(read);
		assertThat(Events.in(file, "committed")).last()
			.matches((event) -> event.path("offsets").path("0").longValue() == 100);
		assertThat(Events.in(file, "assign").get(0).path("positions").path("0").longValue()).isZero();
	}

	@Test
	void aJvmThatIsKilledLeavesWholeLinesAndNoAcknowledgementThatIsNotTrue() throws Exception {
		Path file = directory.resolve("killed.ndjson");
		Process sending = sending(System.getProperty("java.class.path"), "killed", file);
		try {
			await(() -> Files.exists(file) && Files.size(file) > 1 << 18, "a file of 256 KiB");
		}
		finally {
			sending.destroyForcibly();
		}
		assertThat(sending.waitFor(60, TimeUnit.SECONDS)).isTrue();
		List<JsonNode> sends = wholeLines(file).filter(Events.kind("send")).toList();
		List<String> invoked = ids(sends, "invoke");
		List<String> acknowledged = ids(sends, "ok");
		assertThat(invoked).doesNotHaveDuplicates();
		assertThat(acknowledged).hasSizeGreaterThan(1000).doesNotHaveDuplicates();
		assertThat(new HashSet<>(invoked)).containsAll(acknowledged);
		assertThat(idsInLog("killed")).containsAll(acknowledged);
	}

	/** It also ends without closing its producer. */
	@Test
	void anOlderClientTellsWhatItSendsAndNotWhatBecomesOfIt() throws Exception {
		Path file = directory.resolve("older.ndjson");
		String older = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.map((each) -> each.contains("kafka-clients-") ? "target/older/kafka-clients.jar" : each)
			.collect(Collectors.joining(File.pathSeparator));
		Process sending = sending(older, "older", file, "100");
		assertThat(sending.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(sending.exitValue()).as(Files.readString(directory.resolve("older.log"))).isZero();
		assertThat(Events.in(file, "client")).singleElement()
			.matches((event) -> !event.path("outcomes").asBoolean(true));
		assertThat(Events.in(file, "send")).hasSize(100);
		assertThat(ids(Events.in(file, "send"), "invoke")).hasSize(100).hasSameElementsAs(idsInLog("older"));
	}

	private static Process sending(String classPath, String topic, Path file, String... count) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
				classPath, SendingMain.class.getName(), cluster.bootstrapServers(), topic, file.toString()));
		command.addAll(List.of(count));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve(topic + ".log").toFile())
			.start();
	}

	@Test
	void springsListenersTellWhatTheyHandledAndWhatTheyDidNot() throws Exception {
		Path file = directory.resolve("spring.ndjson");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SpringOrders.class)
			.web(WebApplicationType.NONE)
			.run("--spring.kafka.bootstrap-servers=" + cluster.bootstrapServers(),
					"--spring.kafka.consumer.group-id=spring", "--spring.kafka.consumer.auto-offset-reset=earliest",
					"--" + Witness.FILE + "=" + file)) {
			KafkaTemplate<String, String> template = template(context);
			send(template, "records", "a", "bad", "b", "left out", "c");
			send(template, "batches", "a", "bad", "b");
			send(template, "retried", "a", "bad", "b");
			await(() -> handled(file, "records").size() >= 5 && handled(file, "batches").size() >= 3
					&& handled(file, "retried-dlt").size() >= 1, "all records handled");
		}
		assertThat(handled(file, "records")).containsExactly(0L, 1L, 2L, 3L, 4L);
		assertThat(events(file, "failed", "records")).hasSize(2)
			.allMatch((event) -> event.path("records").path(0).path("offset").longValue() == 1);
		assertThat(events(file, "poll", "records").get(1).path("passed").booleanValue()).isTrue();
		assertThat(handled(file, "batches")).containsExactly(0L, 1L, 2L);
		assertThat(Events.offsets(events(file, "failed", "batches"))).contains(1L).doesNotContain(0L);
		assertThat(SpringOrders.SEEN).contains("a", "bad", "left out");
		assertThat(Events.in(file, "assign")).isNotEmpty()
			.noneMatch((event) -> event.path("inferred").asBoolean(false));
		assertThat(handled(file, "retried")).containsExactly(0L, 1L, 2L);
		JsonNode retry = sends(file, "invoke").stream()
			.filter((event) -> Events.text(event, "topic").equals("retried-retry"))
			.findFirst()
			.orElseThrow();
		assertThat(Events.ids(events(file, "failed", "retried"))).containsExactly(Events.text(retry, "origin"));
		assertThat(Events.ids(events(file, "failed", "retried-retry"))).containsExactly(Events.text(retry, "id"));
	}

	@Test
	@EnabledIf("kcatIsHere")
	void aClientOfLibrdkafkaIsJudgedByLinesOfItsOwn() throws Exception {
		Path script = Files.writeString(directory.resolve("kcat.sh"),
				"""
						set -eu
						seq 1 200 | sed 's/.*/order-&:value &/' | kcat -P -b "$1" -t kcat -p 0 -K : -vv 2> reports.txt
						awk -F '[ ()]+' '/Message delivered/ {
						  printf "{\\"id\\":\\"order-%d\\",\\"partition\\":%d,\\"offset\\":%d,\\"outcome\\":\\"ok\\"}\\n", ++n, $6, $8
						}' reports.txt > sends.ndjson
						kcat -C -e -q -b "$1" -t kcat -f '{"id":"%k","partition":%p,"offset":%o}\\n' > scan.ndjson
						""");
		Process kcat = new ProcessBuilder("sh", script.toString(), cluster.bootstrapServers())
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("kcat.log").toFile())
			.start();
		assertThat(kcat.waitFor(120, TimeUnit.SECONDS)).isTrue();
		assertThat(kcat.exitValue()).as(Files.readString(directory.resolve("kcat.log"))).isZero();
		assertThat(directory.resolve("sends.ndjson")).content().hasLineCount(200);
		assertThat(judge(directory.resolve("scan.ndjson"), "whole").outcome()).isEqualTo(Outcome.PASS);
		List<String> scan = new ArrayList<>(Files.readAllLines(directory.resolve("scan.ndjson")));
		scan.remove(100);
		Path without = Files.write(directory.resolve("without.ndjson"), scan);
		assertThat(judge(without, "lost").outcome()).isEqualTo(Outcome.FAIL);
	}

	private static Verdict judge(Path scan, String name) {
		Path made = directory.resolve(name + ".ndjson");
		new ClientFiles(directory.resolve("sends.ndjson"), null, scan).write(made);
		return Judge.judge(made);
	}

	static boolean kcatIsHere() {
		boolean here = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "kcat")));
		if (!here) {
			System.out.println("SKIPPED WitnessIT with kcat: there is no kcat.");
		}
		return here;
	}

	@SuppressWarnings("unchecked")
	private static KafkaTemplate<String, String> template(ConfigurableApplicationContext context) {
		return context.getBean(KafkaTemplate.class);
	}

	private static void send(KafkaTemplate<String, String> template, String topic, String... values) {
		for (String value : values) {
			Future<?> unused = template.send(topic, value);
		}
	}

	private static KafkaProducer<String, String> producer(Path file) {
		return new KafkaProducer<>(
				Map.of("bootstrap.servers", cluster.bootstrapServers(), "interceptor.classes",
						ProducerWitness.class.getName(), Witness.FILE, file.toString()),
				new StringSerializer(), new StringSerializer());
	}

	/** Reads some records in a group, and commits. */
	private static List<String> read(String topic, Path file, int count) {
		List<String> ids = new ArrayList<>();
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", cluster.bootstrapServers(), "group.id", topic, "enable.auto.commit",
						"false", "auto.offset.reset", "earliest", "interceptor.classes",
						ConsumerWitness.class.getName(), Witness.FILE, file.toString()),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.subscribe(List.of(topic));
			long deadline = System.nanoTime() + TIMEOUT.toNanos();
			while (ids.size() < count) {
				assertThat(System.nanoTime()).as("until %d records are read; so far %s", count, ids)
					.isLessThan(deadline);
				consumer.poll(Duration.ofMillis(200)).forEach((message) -> ids.add(id(message)));
			}
			consumer.commitSync();
		}
		return ids;
	}

	/** Reads a topic's only partition to its end. */
	private static Set<String> idsInLog(String topic) {
		TopicPartition partition = new TopicPartition(topic, 0);
		Set<String> ids = new HashSet<>();
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", cluster.bootstrapServers()), new StringDeserializer(),
				new StringDeserializer())) {
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
			long deadline = System.nanoTime() + TIMEOUT.toNanos();
			while (consumer.position(partition) < end) {
				assertThat(System.nanoTime()).isLessThan(deadline);
				consumer.poll(Duration.ofMillis(200)).forEach((message) -> ids.add(id(message)));
			}
		}
		return ids;
	}

	/** The last line may be cut off. */
	private static Stream<JsonNode> wholeLines(Path file) throws IOException {
		String text = Files.readString(file);
		return text.substring(0, text.lastIndexOf('\n')).lines().flatMap(Events::of);
	}

	private static List<String> ids(List<JsonNode> sends, String type) {
		return sends.stream()
			.filter((event) -> Events.text(event, "type").equals(type))
			.map((event) -> Events.text(event, "id"))
			.toList();
	}

	private static List<JsonNode> sends(Path file, String type) throws IOException {
		Predicate<JsonNode> wanted = (event) -> Events.text(event, "type").equals(type);
		return Events.in(file, "send").stream().filter(wanted).toList();
	}

	private static List<JsonNode> events(Path file, String kind, String topic) throws IOException {
		Predicate<JsonNode> wanted = (event) -> Events.text(event, "topic").equals(topic);
		return Events.in(file, kind).stream().filter(wanted).toList();
	}

	private static List<Long> handled(Path file, String topic) throws IOException {
		assertThat(Witness.flush(file)).isTrue();
		return Events.offsets(events(file, "poll", topic));
	}

	private static String id(ConsumerRecord<String, String> message) {
		return new String(Objects.requireNonNull(message.headers().lastHeader(Witness.HEADER)).value(),
				StandardCharsets.UTF_8);
	}

	private static void await(Condition condition, String what) throws Exception {
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (!condition.isMet()) {
			assertThat(System.nanoTime()).as("until there is " + what).isLessThan(deadline);
			Thread.sleep(100);
		}
	}

	/** Something that takes time to come true. */
	private interface Condition {

		boolean isMet() throws Exception;

	}

}
