package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.console.RunView;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.report.TextReport;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One whole run of leader-kill through both services; each test looks at another side of
 * it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderKillIT {

	private final List<Event> events = new CopyOnWriteArrayList<>();

	private @Nullable RunResult result;

	@BeforeAll
	void run(@TempDir Path directory) {
		Scenario scenario = new Scenarios().named("leader-kill");
		RunOptions options = Seen.options(directory.resolve("run"));
		try (ScenarioRunner runner = new ScenarioRunner(scenario, options)) {
			this.result = runner.listen(this.events::add).run();
		}
	}

	@Test
	void theTerminalTellsItInFortyLines() {
		Screen screen = Screen.pipe();
		try (RunView view = new RunView(screen.terminal(), "email.send", false)) {
			this.events.forEach(view);
		}
		String report = TextReport.brief(result().verdict(), false);
		// With the three lines before, an empty one, and where the page is.
		long lines = 3 + screen.out().lines().count() + 1 + report.lines().count() + 1;
		assertThat(lines - ofABusyMachine(screen.out(), report)).as(screen.out() + report).isLessThanOrEqualTo(40);
	}

	/**
	 * Writes that stop also before and after the kill have a line each, and a sentence
	 * each that says why.
	 */
	private static long ofABusyMachine(String screen, String report) {
		long stops = screen.lines().filter((line) -> line.contains(": acknowledged again after ")).count();
		long why = report.lines().dropWhile((line) -> !line.equals("Why")).takeWhile((line) -> !line.isEmpty()).count();
		return Math.max(0, stops - 2) + Math.max(0, why - 6);
	}

	@Test
	void passes() {
		Verdict verdict = result().verdict();
		assertThat(verdict.expectations()).allMatch(Verdict.Met::met);
		assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
		assertThat(verdict.sends().ok()).isGreaterThan(3000);
		assertThat(result().files().json()).exists();
		assertThat(result().files().html()).content().contains("<title>pass: leader-kill");
	}

	@Test
	void leadershipMovesAndComesBack() {
		Map<String, Map<Integer, Integer>> rows = new HashMap<>();
		result().verdict().leaders().forEach((row) -> rows.put(row.when(), row.leader()));
		assertThat(rows.get("before")).isEqualTo(Map.of(0, 1, 1, 2, 2, 3));
		Integer killed = begin().node();
		assertThat(rows.get("after")).hasSize(3)
			.allSatisfy((partition, leader) -> assertThat(leader).isNotNull().isNotEqualTo(killed))
			.satisfies((after) -> Map.of(0, 1, 1, 2, 2, 3).forEach((partition, leader) -> {
				if (!leader.equals(killed)) {
					assertThat(after).containsEntry(partition, leader);
				}
			}));
		assertThat(rows.get("recovered")).isEqualTo(rows.get("after"));
		assertThat(rows.get("rebalanced")).isEqualTo(rows.get("before"));
	}

	@Test
	void everyAcknowledgedEmailIsInTheLogAndWasHandled() {
		Set<String> acknowledged = new HashSet<>();
		Set<String> scanned = new HashSet<>();
		Set<String> handled = new HashSet<>();
		for (Event event : this.events) {
			if (event instanceof Event.Send send && send.type() == Event.Type.OK) {
				acknowledged.add(send.id());
			}
			else if (event instanceof Event.Scan scan) {
				scan.records().forEach((position) -> scanned.add(String.valueOf(position.id())));
			}
			else if (event instanceof Event.Poll poll) {
				poll.records().forEach((position) -> handled.add(String.valueOf(position.id())));
			}
		}
		assertThat(acknowledged).hasSizeGreaterThan(3000);
		assertThat(scanned).containsAll(acknowledged);
		assertThat(handled).containsAll(acknowledged);
	}

	@Test
	void theSendersKeptTheirRateAndTheirPartition() {
		List<Event.Send> invoked = of(Event.Send.class).stream()
			.filter((send) -> send.type() == Event.Type.INVOKE)
			.toList();
		double seconds = (invoked.get(invoked.size() - 1).t() - invoked.get(0).t()) / 1e9;
		assertThat(invoked.size() / seconds).isBetween(290.0, 310.0);
		Map<String, Integer> partitions = new HashMap<>();
		invoked.forEach((send) -> partitions.put(send.id(), send.partition()));
		assertThat(of(Event.Send.class)).filteredOn((send) -> send.type() == Event.Type.OK)
			.allMatch((send) -> Objects.equals(partitions.get(send.id()), send.partition()));
		assertThat(invoked).extracting(Event.Send::process).containsOnly("sender-0", "sender-1", "sender-2");
	}

	@Test
	void everyLivingNodeReportedTheNewLeader() {
		Event.FaultChange begin = begin();
		Set<Integer> reporters = new HashSet<>();
		of(Event.Partition.class).stream()
			.filter((report) -> report.t() > begin.t() && report.epoch() == 1)
			.forEach((report) -> reporters.add(report.seenFrom()));
		Set<Integer> living = new HashSet<>(Set.of(1, 2, 3));
		living.remove(begin.node());
		assertThat(reporters).containsAll(living);
		assertThat(of(Event.Quorum.class)).allMatch((quorum) -> quorum.voters().equals(List.of(1, 2, 3)));
	}

	/** The price of another controller is that of another scenario. */
	@Test
	void theActiveControllerLives() {
		Event.FaultChange begin = begin();
		assertThat(of(Event.Quorum.class)).filteredOn((quorum) -> quorum.t() < begin.t())
			.isNotEmpty()
			.last()
			.extracting(Event.Quorum::leader)
			.isNotEqualTo(begin.node());
	}

	@Test
	void theSettingsInForceAreNotedBeforeTheLoad() {
		Event.Config config = of(Event.Config.class).get(0);
		assertThat(config.topic()).containsEntry("min.insync.replicas", "2").containsEntry("cleanup.policy", "delete");
		assertThat(config.nodes()).containsOnlyKeys(1, 2, 3);
		assertThat(config.nodes().get(2)).containsEntry("node.id", "2").containsEntry("log.cleanup.policy", "delete");
		assertThat(config.t()).isLessThan(of(Event.Send.class).get(0).t());
	}

	@Test
	void thePhasesComeInTheirOrder() {
		assertThat(of(Event.Phase.class)).extracting(Event.Phase::name)
			.containsExactly("start", "load", "heal", "recover", "read", "end");
	}

	@Test
	void theSameHistoryFailsWithoutOneOfItsRecords() throws IOException {
		Event.Send victim = of(Event.Send.class).stream()
			.filter((send) -> send.type() == Event.Type.OK)
			.skip(1000)
			.findFirst()
			.orElseThrow();
		Path thinned = result().files().history().resolveSibling("thinned.ndjson");
		List<String> lines = new ArrayList<>();
		String record = ",?\\{[^{}]*\"id\":\"" + victim.id() + "\"[^{}]*}";
		for (String line : Files.readAllLines(result().files().history())) {
			lines.add(line.contains("\"kind\":\"scan\"") ? without(line, record) : line);
		}
		Files.write(thinned, lines);
		Verdict verdict = Judge.judge(thinned);
		assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
		assertThat(verdict.finding("lost-write").count()).isEqualTo(1);
		assertThat(verdict.finding("lost-write").examples().get(0).ids()).containsExactly(victim.id());
	}

	private static String without(String line, String record) {
		return line.replaceFirst(record, "").replace("\"records\":[,", "\"records\":[");
	}

	private Event.FaultChange begin() {
		return of(Event.FaultChange.class).stream()
			.filter((fault) -> fault.type().equals("begin"))
			.findFirst()
			.orElseThrow();
	}

	private <T extends Event> List<T> of(Class<T> kind) {
		return this.events.stream().filter(kind::isInstance).map(kind::cast).toList();
	}

	private RunResult result() {
		return Objects.requireNonNull(this.result);
	}

}
