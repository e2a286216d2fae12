package dev.failoverlab.lab.scenario;

import java.nio.file.Path;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.lab.definition.Scenarios;
import dev.failoverlab.lab.verdict.Outcome;
import dev.failoverlab.lab.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Transactions, one in ten aborted, whose coordinator is killed. */
class TransactionsIT {

	private static final String SCENARIO = """
			question: Does anybody read what was aborted?
			topic: { partitions: 2, replication-factor: 3, min-isr: 2 }
			broker: { broker.session.timeout.ms: 2000, broker.heartbeat.interval.ms: 400 }
			load: { rate: 100, transactions: 5, through: client }
			steps:
			  - after: 3s
			    fault: kill
			    target: coordinator of transaction failover-lab-0
			  - after: 1s
			    heal: all
			afterwards: 1s
			expect: [ lost-write = 0, unseen = 0, duplicate = 0, G1a = 0, precommitted-read = 0, poll-skip = 0, never delivered = 0 ]
			""";

	@Test
	void whatIsCommittedIsReadAndNothingElse(@TempDir Path directory) {
		Scenario scenario = new Scenarios().read("mine.yaml", "mine", SCENARIO);
		RunOptions options = RunOptions.in(directory.resolve("run")).withPorts(ClusterSpec.Ports.AUTO);
		try (ScenarioRunner runner = new ScenarioRunner(scenario, options)) {
			Verdict verdict = runner.run().verdict();
			assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
			assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
			assertThat(verdict.sends().ok()).isGreaterThan(200);
			// What was aborted.
			assertThat(verdict.sends().fail()).isGreaterThan(20);
		}
	}

}
