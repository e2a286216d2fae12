package dev.failoverlab.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes of other Kafka versions than the lab's own. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OtherVersionsIT {

	private static final String OLDEST = "3.9.2";

	private static final String KILL = """
			question: Does a leader's death lose a write?
			kafka: %s
			topic: { replicas: [[2, 3, 1]], min-isr: 2 }
			load: { rate: 100, through: client }
			fast-failover: true
			steps:
			  - { after: 1s, fault: kill, target: node 2 }
			  - when: isr of email.send-0 lacks 2
			  - { heal: all }
			afterwards: 1s
			expect: [ clean, a leader moved ]
			""";

	@TempDir
	private Path directory;

	/** Its controllers do not join by themselves, and it does not know all settings. */
	@Test
	void theOldestFailsOverFast() throws Exception {
		Verdict verdict = play(KILL, OLDEST);
		assertThat(verdict.kafka()).isEqualTo(OLDEST);
		assertThat(this.directory.resolve("run/cluster/config/node-1.properties")).content()
			.contains("does not know it: controller.quorum.auto.join.enable");
		assertThat(this.directory.resolve("run/cluster/logs/node-1.log")).content()
			.contains("Kafka version: " + OLDEST)
			.doesNotContain("SLF4J");
		assertThat(Files.readString(this.directory.resolve("run/history.ndjson"))).contains("node 2 is unregistered");
	}

	@Test
	@Tag("nightly")
	void aWipedNodeOfTheOldestVotesAgain() {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory).withPorts(Ports.AUTO).withKafka(OLDEST);
		try (KafkaCluster cluster = ProcessBackend.create(spec)) {
			cluster.start();
			cluster.node(1).wipe();
			assertThat(cluster.voters()).containsExactly(2, 3);
			cluster.node(1).start();
			cluster.awaitReady(Duration.ofMinutes(2));
			assertThat(cluster.voters()).containsExactly(1, 2, 3);
		}
	}

	@ParameterizedTest
	@MethodSource
	@Tag("nightly")
	void theOthersFailOverFast(String version) {
		assertThat(play(KILL, version).kafka()).isEqualTo(version);
	}

	static List<String> theOthersFailOverFast() {
		return new Scenarios().versions()
			.versions()
			.stream()
			.filter((version) -> !List.of(OLDEST, AppInfoParser.getVersion()).contains(version))
			.toList();
	}

	private Verdict play(String file, String version) {
		Scenario scenario = new Scenarios().read("other.yaml", "other", file.formatted(version));
		try (ScenarioRunner runner = new ScenarioRunner(scenario, Seen.options(this.directory.resolve("run")))) {
			Verdict verdict = runner.run().verdict();
			assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
			assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
			return verdict;
		}
	}

}
