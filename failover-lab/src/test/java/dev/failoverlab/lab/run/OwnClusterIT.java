package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.TestBackend;
import dev.failoverlab.cluster.command.FoundCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.scenario.ClusterFile;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The lab on clusters that others run. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class OwnClusterIT {

	private static final String KILL = """
			question: Does a write survive?
			topic: { partitions: 2 }
			load: { rate: 100 }
			steps:
			  - { after: 1s, fault: kill, target: leader of email.send-0 }
			  - when: leader of email.send-0 has changed
			    heal: all
			afterwards: 500ms
			expect: [ lost-write = 0, duplicate = 0, unseen = 0, a leader moved ]
			""";

	/** First the active controller, which is no broker; then a leader. */
	private static final String KILL_BOTH = KILL.replace("steps:\n", """
			steps:
			  - { after: 1s, fault: kill, target: active controller }
			  - { after: 1s, heal: all }
			""");

	private static final String PASSWORD = "secret-of-the-test";

	private static final Duration ANSWER = Duration.ofSeconds(30);

	@TempDir
	private Path folder;

	@Test
	void aBrokerAndAControllerAreKilledAndStartedByCommandsAndNothingIsLeft() throws Exception {
		try (HandMadeCluster nodes = new HandMadeCluster(this.folder, 1, "PLAINTEXT", "", Map.of())) {
			nodes.start();
			assertThat(assertPasses(nodes.file(""), KILL_BOTH)).containsExactly(4, 1);
			assertThat(topics(nodes)).isEmpty();
			assertThat(groups(nodes)).isEmpty();
			assertThat(nodes.running()).isEqualTo(4);
			useByOthers(nodes);
			assertIdIn(nodes, "json /id", "4711");
			assertIdIn(nodes, "header order-id", "H-17");
		}
	}

	@Test
	@Tag("nightly")
	void aControllerThatFollowsIsBackOnceItHasCaughtUp() throws Exception {
		try (HandMadeCluster nodes = new HandMadeCluster(this.folder, 3, "PLAINTEXT", "", Map.of())) {
			nodes.start();
			assertPasses(nodes.file(""),
					KILL.replace("leader of email.send-0 }", "controller that leads nothing }")
						.replace("when: leader of email.send-0 has changed", "after: 3s")
						.replace(", a leader moved", ""));
			assertThat(nodes.running()).isEqualTo(6);
		}
	}

	@Test
	@Tag("nightly")
	void theGuardOfABrokerTellsTheControllerOfItsDeath() throws Exception {
		try (HandMadeCluster nodes = new HandMadeCluster(this.folder)) {
			nodes.underGuards();
			nodes.start();
			nodes.killUnderItsGuard(1);
			assertThat(Deadline.in(ANSWER).until(nodes::running, (count) -> count == 2)).isEqualTo(2);
			assertThat(nodes.log(1)).contains("the command has ended with status 137", "node 1 is unregistered");
			assertThat(FoundCluster.ask(nodes.client()).brokers()).doesNotContainKey(1);
		}
	}

	@Test
	@Tag("nightly")
	@SuppressWarnings("try") // The early close is what is tested.
	void theEndOfARunInItsMiddleBringsTheNodeBackAndLeavesNothing() throws Exception {
		try (HandMadeCluster nodes = new HandMadeCluster(this.folder)) {
			nodes.start();
			CountDownLatch killed = new CountDownLatch(1);
			try (ScenarioRunner runner = runner(nodes.file(""), KILL)) {
				runner.listen((event) -> {
					if (event instanceof Event.FaultChange fault && fault.type().equals(Event.FaultChange.BEGIN)) {
						killed.countDown();
					}
				});
				CompletableFuture<Void> run = CompletableFuture
					.runAsync(() -> assertThatExceptionOfType(RuntimeException.class).isThrownBy(runner::run));
				assertThat(killed.await(5, TimeUnit.MINUTES)).isTrue();
				// The port is closed before the last of the process is gone.
				assertThat(Deadline.in(ANSWER).until(nodes::running, (count) -> count == 2)).isEqualTo(2);
				runner.close();
				assertThat(run).succeedsWithin(Duration.ofMinutes(1));
			}
			assertThat(nodes.running()).isEqualTo(3);
			assertThat(topics(nodes)).isEmpty();
			assertThat(groups(nodes)).isEmpty();
		}
	}

	@Test
	@Tag("nightly")
	void tlsAndSaslReachEveryClientOnATopicThatOthersUse() throws Exception {
		keys();
		try (HandMadeCluster nodes = new HandMadeCluster(this.folder, 0, "SASL_SSL", security(), client())) {
			nodes.start();
			useByOthers(nodes);
			assertPasses(nodes.file("orders"), KILL);
			assertThat(topics(nodes)).containsExactly("orders");
			assertThat(groups(nodes)).isEmpty();
			assertThat(Files.readString(this.folder.resolve("run/history.ndjson"))).doesNotContain(PASSWORD)
				.contains("\"node\"", "\"quorum\"");
			watchOnly(nodes);
			assertIdIn(nodes, "json /id", "4711");
		}
	}

	@Test
	@Tag("nightly")
	void anAppOfOthersIsTheLoadAndIsJudgedByWhatItsWitnessesWrite() throws Exception {
		try (HandMadeCluster nodes = new HandMadeCluster(this.folder)) {
			nodes.start();
			useByOthers(nodes);
			try (OrdersApp app = new OrdersApp(nodes.client(), this.folder)) {
				Verdict verdict = played(nodes.file("orders", "app: { witness: [ sent.ndjson, handled.ndjson ] }\n"),
						"run", () -> {
						});
				assertThat(verdict.outcome()).as("%s %s", verdict.reasons(), verdict.expectations())
					.isEqualTo(Outcome.PASS);
				assertThat(verdict.sends().ok()).isGreaterThan(100);
				assertThat(verdict.outages()).anyMatch((outage) -> "kill".equals(outage.fault()));
				verdict = played(nodes.file("orders", "app: { sends: sends.ndjson, deliveries: deliveries.ndjson }\n"),
						"lie", app::lie);
				assertThat(verdict.expectations()).filteredOn((expected) -> !expected.met())
					.extracting(Verdict.Met::expect)
					.containsExactlyInAnyOrder("lost-write = 0", "never delivered = 0");
				assertThat(verdict.sends().ok()).isGreaterThan(100);
			}
			assertThat(groups(nodes)).containsExactly("orders-app");
		}
	}

	/**
	 * Plays a kill on a cluster whose load is an app.
	 * @param meanwhile what else is done once the load counts
	 */
	private Verdict played(Path file, String name, Runnable meanwhile) {
		try (ScenarioRunner runner = runner(file,
				KILL.replaceAll("expect: .*", "expect: [ clean, outage < 30s, a leader moved ]"), name)) {
			runner.listen((event) -> {
				if (event instanceof Event.Phase phase && phase.name().equals(Event.Phase.LOAD)) {
					meanwhile.run();
				}
			});
			return runner.run().verdict();
		}
	}

	/** Containers are commanded as strangers would: by docker. */
	@Test
	@Tag("nightly")
	void containersAreCommandedByDocker() throws Exception {
		TestBackend.COMPOSE.require("a run on containers by docker's commands");
		ClusterSpec spec = ClusterSpec.threeCombined(this.folder.resolve("containers"))
			.withPorts(ClusterSpec.Ports.AUTO)
			.withOverrides(Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500"));
		try (KafkaCluster containers = StartedNodes.COMPOSE.create(spec, (progress) -> {
		})) {
			containers.start();
			StringBuilder yaml = new StringBuilder("bootstrap: " + containers.bootstrapServers() + "\nnodes:\n");
			for (Node node : containers.nodes()) {
				String container = container(node.brokerAddress());
				yaml.append("  - { id: %d, kill: docker kill %s, start: docker start %2$s }%n".formatted(node.id(),
						container));
			}
			assertPasses(Files.writeString(this.folder.resolve("own.yaml"), yaml), KILL);
		}
	}

	private static String container(String address) throws IOException {
		Process docker = new ProcessBuilder("docker", "ps", "-q", "--filter",
				"publish=" + address.substring(address.lastIndexOf(':') + 1))
			.start();
		return new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
	}

	/** Returns the nodes that were broken, in their order. */
	private List<Integer> assertPasses(Path file, String text) {
		List<Integer> broken = new CopyOnWriteArrayList<>();
		try (ScenarioRunner runner = runner(file, text)) {
			runner.listen((event) -> {
				if (event instanceof Event.FaultChange fault && fault.type().equals(Event.FaultChange.BEGIN)) {
					broken.add(fault.node());
				}
			});
			Verdict verdict = runner.run().verdict();
			assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
			assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
			assertThat(verdict.sends().ok()).isGreaterThan(100);
			assertThat(verdict.deliveries().never()).isZero();
		}
		return broken;
	}

	private ScenarioRunner runner(Path file, String text) {
		return runner(file, text, "run");
	}

	private ScenarioRunner runner(Path file, String text, String name) {
		OwnCluster own = OwnCluster.find(ClusterFile.read(file));
		Scenario scenario = new Scenarios(own.settings(), own::topic).read("kill.yaml", "kill", text);
		return new ScenarioRunner(scenario, new RunOptions(this.folder.resolve(name), own, ClusterSpec.Ports.FIXED, 1));
	}

	/** The scan finds the id of what others sent before the run. */
	private static void assertIdIn(HandMadeCluster nodes, String where, String id) throws IOException {
		List<String> lines = new ArrayList<>();
		OwnCluster own = OwnCluster.find(ClusterFile.read(nodes.file("orders, id: " + where)));
		TopicScan.read(own, "orders", lines::add);
		assertThat(lines).filteredOn((line) -> line.contains("\"id\":\"" + id + "\""))
			.singleElement()
			.asString()
			.contains("\"offset\":0");
	}

	private void watchOnly(HandMadeCluster nodes) throws IOException {
		OwnCluster own = OwnCluster.find(ClusterFile.read(nodes.file("orders")));
		Set<Integer> brokers = ConcurrentHashMap.newKeySet();
		Set<Integer> controllers = ConcurrentHashMap.newKeySet();
		try (OpenWatch watch = new OpenWatch(this.folder.resolve("watch"), own, "orders")) {
			watch.recorder().subscribe((event) -> {
				if (event instanceof Event.Partition report) {
					brokers.add(report.seenFrom());
				}
				else if (event instanceof Event.Quorum report) {
					controllers.add(report.seenFrom());
				}
			});
			watch.begin();
			assertThat(Deadline.in(ANSWER)
				.until(() -> brokers.size() == 3 && !controllers.isEmpty(), Boolean::booleanValue))
				.as("brokers %s, controllers %s", brokers, controllers)
				.isTrue();
		}
		assertThat(topics(nodes)).containsExactly("orders");
		assertThat(groups(nodes)).isEmpty();
	}

	/** A record that is no email of the lab's is in the log before the run. */
	private static void useByOthers(HandMadeCluster nodes) {
		try (Admin admin = Admin.create(nodes.client().with(Map.of()));
				KafkaProducer<String, String> producer = new KafkaProducer<>(nodes.client().with(Map.of()),
						new StringSerializer(), new StringSerializer())) {
			KafkaAnswer.await("orders", admin
				.createTopics(List.of(new NewTopic("orders", 2, (short) 3).configs(Map.of("min.insync.replicas", "2"))))
				.all(), ANSWER);
			ProducerRecord<String, String> order = new ProducerRecord<>("orders", 0, null, "{\"id\":\"4711\"}");
			order.headers().add("order-id", "H-17".getBytes(StandardCharsets.UTF_8));
			KafkaAnswer.await("a record", producer.send(order), ANSWER);
		}
	}

	private static Set<String> topics(HandMadeCluster nodes) {
		try (Admin admin = Admin.create(nodes.client().with(Map.of()))) {
			return KafkaAnswer.await("the topics", admin.listTopics().names(), ANSWER);
		}
	}

	private static List<String> groups(HandMadeCluster nodes) {
		try (Admin admin = Admin.create(nodes.client().with(Map.of()))) {
			return KafkaAnswer.await("the groups", admin.listGroups().all(), ANSWER)
				.stream()
				.map(GroupListing::groupId)
				.toList();
		}
	}

	private void keys() throws IOException, InterruptedException {
		List<String> keytool = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "broker", "-keyalg", "RSA", "-dname", "CN=127.0.0.1", "-ext",
				"SAN=ip:127.0.0.1", "-storetype", "PKCS12", "-validity", "2", "-keystore", store().toString(),
				"-storepass", PASSWORD);
		assertThat(new ProcessBuilder(keytool).inheritIO().start().waitFor()).isZero();
	}

	private Path store() {
		return this.folder.resolve("keys.p12");
	}

	private String security() {
		return """
				ssl.keystore.location=%s
				ssl.keystore.password=%s
				ssl.keystore.type=PKCS12
				ssl.truststore.location=%1$s
				ssl.truststore.password=%2$s
				ssl.truststore.type=PKCS12
				sasl.enabled.mechanisms=PLAIN
				sasl.mechanism.inter.broker.protocol=PLAIN
				listener.name.sasl_ssl.plain.sasl.jaas.config=%s user_lab="%2$s";
				""".formatted(store(), PASSWORD, login());
	}

	private Map<String, String> client() {
		return Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN", "sasl.jaas.config", login() + ";",
				"ssl.truststore.location", store().toString(), "ssl.truststore.password", PASSWORD,
				"ssl.truststore.type", "PKCS12");
	}

	private static String login() {
		return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"lab\" password=\""
				+ PASSWORD + "\"";
	}

}
