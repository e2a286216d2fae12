package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.load.Sharing;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Through;
import dev.failoverlab.run.Topic;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The members of a share group on real nodes: one short run for all that is recorded. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ShareGroupIT {

	/** A lock of a second: the run waits for as long to see what comes again. */
	private static final Map<String, String> BROKER = Map.of("broker.session.timeout.ms", "2000",
			"broker.heartbeat.interval.ms", "400", "group.share.min.record.lock.duration.ms", "1000",
			"group.share.record.lock.duration.ms", "1000");

	private static final Scenario SCENARIO = new Scenario("share", "Are acknowledgements kept?",
			new Topic("email.send", 1, 3, 2), new Load(200, 50, 20, 0),
			List.of(new Step.Inflict(Duration.ofSeconds(1), Faults.ofNodes("stop"),
					Target.parse("share coordinator of failover-lab:email.send-0", "email.send")),
					new Step.Heal(Duration.ofSeconds(1))),
			Duration.ofMillis(500), Expectation.SHARE_CLEAN, new Setup(Layout.USUAL, BROKER, Map.of(), Map.of(),
					Through.CLIENT, false, new Sharing(3, Duration.ZERO), null, 1, Map.of()));

	@Test
	void whatMembersAcknowledgeIsKeptAndRecorded(@TempDir Path directory) {
		try (ScenarioRunner runner = new ScenarioRunner(SCENARIO, Seen.options(directory.resolve("run")))) {
			Verdict verdict = runner.run().verdict();
			// What Kafka does to acknowledgements is the matter of docs/share-groups.md.
			assertThat(verdict.expectations()).filteredOn((each) -> !each.expect().contains("acknowledgement"))
				.allMatch(Verdict.Met::met);
			assertThat(verdict.reasons()).isEmpty();
			assertThat(verdict.deliveries().never()).isZero();
			assertThat(verdict.share()).isNotNull().satisfies((share) -> {
				assertThat(share.accepted()).isGreaterThan(verdict.sends().ok() / 2);
				assertThat(share.released()).isPositive();
				assertThat(share.rejected()).isPositive();
				assertThat(share.confirmed()).isGreaterThan(share.accepted() / 2);
			});
			assertThat(verdict.finding("redelivery-released").count()).isPositive();
			assertThat(verdict.observed()).containsEntry("records not done", 0)
				.containsKeys("leader of email.send-0", "share coordinator of failover-lab:email.send-0",
						"coordinator of group failover-lab", "active controller");
		}
	}

}
