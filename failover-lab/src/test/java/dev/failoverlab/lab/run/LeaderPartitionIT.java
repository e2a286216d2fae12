package dev.failoverlab.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole run on containers, with a fault that only they can have. */
class LeaderPartitionIT {

	@Test
	@EnabledIf("dockerIsHere")
	void aLeaderThatNoNodeHearsIsReplacedAndNothingAcknowledgedIsLost(@TempDir Path directory) throws Exception {
		List<Event> events = new CopyOnWriteArrayList<>();
		RunOptions options = new RunOptions(directory.resolve("run"), StartedNodes.COMPOSE, ClusterSpec.Ports.AUTO, 1);
		Scenario scenario = new Scenarios(List.of(new SetValue("load.through", "client"))).named("leader-partition");
		try (ScenarioRunner runner = new ScenarioRunner(scenario, options)) {
			Verdict verdict = runner.listen(events::add).run().verdict();
			assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
			assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
			assertThat(verdict.outages()).anySatisfy((outage) -> {
				assertThat(outage.fault()).isEqualTo("partition");
				assertThat(outage.lengthMs()).isGreaterThan(5000);
			});
		}
		assertThat(Files.readAllLines(directory.resolve("run/history.ndjson")).get(0))
			.contains("\"backend\":\"compose\"");
		assertThat(events).filteredOn(Event.FaultChange.class::isInstance)
			.extracting((event) -> ((Event.FaultChange) event).type())
			.containsExactly("asked", "begin", "end");
		assertThat(directory.resolve("run/cluster/logs/node-1.log")).content().contains("Kafka Server started");
	}

	/** The answer no is said in one line: what is skipped must be seen. */
	static boolean dockerIsHere() {
		try {
			StartedNodes.COMPOSE.check();
			return true;
		}
		catch (ClusterException ex) {
			if ("true".equals(System.getenv("FAILOVERLAB_REQUIRE_DOCKER"))) {
				throw ex;
			}
			System.out.println("SKIPPED: leader-partition on containers. " + ex.getMessage());
			return false;
		}
	}

}
