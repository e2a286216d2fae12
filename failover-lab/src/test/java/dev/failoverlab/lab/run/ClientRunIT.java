package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Through;
import dev.failoverlab.run.Topic;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Short runs with plain Kafka clients in place of the services. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ClientRunIT {

	/** Far quicker to notice a death than the defaults. */
	private static final Map<String, String> ALERT = Map.of("broker.session.timeout.ms", "2000",
			"broker.heartbeat.interval.ms", "400");

	private static final Scenario QUICK_KILL = new Scenario("quick-kill", "Does the control see the same?",
			new Topic("email.send", 2, 3, 2), new Load(200, 50, 20, 0),
			List.of(new Step.Inflict(Duration.ofSeconds(2), Faults.ofNodes("kill"),
					Target.parse("leader of email.send-0", "email.send")), new Step.Heal(Duration.ofSeconds(1))),
			Duration.ofSeconds(1),
			List.of("lost-write = 0", "unseen = 0", "duplicate = 0", "nonmonotonic-send = 0", "poll-skip = 0",
					"nonmonotonic-poll = 0", "a leader moved", "leaders are as before"),
			new Setup(Layout.USUAL, ALERT, Map.of(), Map.of(), Through.CLIENT, false));

	@TempDir
	private Path directory;

	@Test
	@Tag("nightly")
	void leaderKillPassesThroughPlainClientsToo() {
		try (ScenarioRunner runner = new ScenarioRunner(QUICK_KILL, options())) {
			Verdict verdict = runner.run().verdict();
			assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
			assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
			assertThat(verdict.sends().ok()).isGreaterThan(500);
			assertThat(verdict.deliveries().never()).isZero();
		}
		assertNoProcessIsLeft();
	}

	@Test
	@SuppressWarnings("try") // The early close is what is tested.
	void closingARunInItsMiddleEndsEveryProcess() throws InterruptedException {
		CountDownLatch started = new CountDownLatch(1);
		try (ScenarioRunner runner = new ScenarioRunner(QUICK_KILL, options())) {
			runner.listen((event) -> {
				if (event instanceof Event.Note) {
					started.countDown();
				}
			});
			CompletableFuture<Void> run = CompletableFuture
				.runAsync(() -> assertThatExceptionOfType(RuntimeException.class).isThrownBy(runner::run));
			assertThat(started.await(2, TimeUnit.MINUTES)).isTrue();
			runner.close();
			assertNoProcessIsLeft();
			assertThat(run).succeedsWithin(Duration.ofMinutes(1));
			assertThatExceptionOfType(LabException.class).isThrownBy(runner::run);
		}
		assertThat(this.directory.resolve("run/history.ndjson")).isNotEmptyFile();
		assertThat(this.directory.resolve("run/report.json")).doesNotExist();
	}

	private RunOptions options() {
		return Seen.options(this.directory.resolve("run"));
	}

	private static void assertNoProcessIsLeft() {
		assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
	}

}
