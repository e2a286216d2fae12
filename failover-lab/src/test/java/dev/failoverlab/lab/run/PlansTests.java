package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.lab.scenario.Versions;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class PlansTests {

	private final Plans plans = new Plans(new Scenarios(), StartedNodes.PROCESS, 7);

	@Test
	void oneScenarioIsASingleRunNamedAfterIt() {
		Plan plan = plan("leader-kill");
		assertThat(plan.isSingle()).isTrue();
		assertThat(plan.name()).isEqualTo("leader-kill");
		assertThat(plan.runs()).extracting(PlannedRun::name, PlannedRun::seed)
			.containsExactly(tuple("leader-kill", 7L));
	}

	@Test
	void repeatedScenariosHaveASeedOfTheirOwnInEachRun() {
		Plan plan = this.plans.of(List.of("none", "leader-kill"), 2);
		assertThat(plan.isSingle()).isFalse();
		assertThat(plan.isRecordable()).isFalse();
		assertThat(plan.name()).isEqualTo("several");
		assertThat(plan.runs()).extracting(PlannedRun::name)
			.containsExactly("none", "none", "leader-kill", "leader-kill");
		assertThat(plan.runs()).extracting(PlannedRun::seed).containsExactly(7L, 8L, 7L, 8L);
	}

	@Test
	void tuningIsAClaimWithAWordOfItsOwn() {
		assertThat(plan("tuning").runs()).isEqualTo(plan("claims/tuning").runs());
	}

	@Test
	void claimsAreKnownByTheirFormerWordToo() {
		assertThat(plan("claims/rf-1", "seeds/rf-4").runs()).hasSameSizeAs(plan("claims/rf-1", "claims/rf-4").runs())
			.allSatisfy((run) -> assertThat(run.seed()).isEqualTo(7));
		assertThat(plan("seeds").runs()).isEqualTo(plan("claims").runs());
		assertThat(plan("claims").name()).isEqualTo("claims");
		assertThat(plan("claims").isSingle()).isFalse();
		for (String name : List.of("claim", "claimsman", "seed", "seedsman")) {
			assertThatExceptionOfType(LabException.class).isThrownBy(() -> plan(name))
				.withMessageContaining("There is no scenario \"" + name + "\".");
		}
	}

	@Test
	void anUnknownClaimIsAnsweredWithTheNearest() {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> plan("claims/layout"))
			.withMessageContaining("There is no claim \"layout\". Did you mean claims/layouts?")
			.withMessageContaining("rf-1");
	}

	@Test
	void theMatrixLeavesOutWhatNeedsContainers() {
		Plan plan = plan("matrix");
		assertThat(plan.omissions()).contains("partition: it needs nodes with their own network, which containers have")
			.doesNotHaveDuplicates();
		assertThat(plan.runs()).isNotEmpty().noneMatch((run) -> run.name().startsWith("partition"));
		Plan containers = new Plans(new Scenarios(), StartedNodes.COMPOSE, 7).of(List.of("matrix"), 1);
		assertThat(containers.runs()).hasSizeGreaterThan(plan.runs().size())
			.anyMatch((run) -> run.name().startsWith("partition"));
		assertThat(containers.estimate()).isGreaterThan(plan.estimate());
	}

	@Test
	void aFaultOfTheMatrixIsARow() {
		assertThat(plan("matrix/kill").runs()).allMatch((run) -> run.name().startsWith("kill, ")).hasSize(18);
		assertThat(plan("matrix/kill").estimate()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(20));
		assertThat(plan("matrix/bounce").runs()).hasSize(12);
		assertThat(plan("matrix/bounce with stop").runs()).hasSize(6);
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> plan("matrix/kil"))
			.withMessageContaining("There are: none, stop, kill, ");
	}

	@Test
	void theFirstRunOfEveryCellComesBeforeTheSecondOfAny() {
		List<PlannedRun> runs = plan("share-groups").runs();
		assertThat(runs).hasSize(160);
		assertThat(runs.subList(0, 16)).extracting(PlannedRun::name).doesNotHaveDuplicates();
		assertThat(runs.subList(16, 32)).extracting(PlannedRun::seed).containsOnly(8L);
		assertThat(plan("share-groups/kill").runs()).hasSize(40);
	}

	@Test
	void theMatrixIsRecordedOverSeveralSittings(@TempDir Path folder) {
		Records records = new Records(folder);
		Plan first = plan("matrix/kill").resumed(records);
		first.record(results(first).subList(0, 4), records);
		Plan second = plan("matrix/kill").resumed(records);
		assertThat(second.runs()).hasSize(14).first().isEqualTo(first.runs().get(4));
		assertThat(second.omissions()).anyMatch((line) -> line.startsWith("4 runs recorded before"));
		second.record(results(second).subList(0, 1), records);
		second.record(results(second), records);
		assertThat(records.read("matrix-process").orElseThrow()).hasSize(18);
		assertThat(plan("matrix").resumed(records).runs()).hasSize(plan("matrix").runs().size() - 18);
	}

	@Test
	void whatWasInconclusiveOrDefinedOtherwiseIsPlayedAgain(@TempDir Path folder) {
		Records records = new Records(folder);
		Plan plan = plan("matrix/stop");
		records.write("matrix-process", List.of(RunSummary.unplayed(plan.runs().get(0).name(), "process", "no"),
				Seen.account("stop, node 1 (00000000)", Seen.verdict(false, "lost-write = 0"))));
		assertThat(plan.resumed(records).runs()).hasSameSizeAs(plan.runs());
		plan.resumed(records).record(results(plan), records);
		assertThat(records.read("matrix-process").orElseThrow()).hasSameSizeAs(plan.runs())
			.noneMatch((run) -> run.name().contains("00000000") || !run.reasons().isEmpty());
	}

	@Test
	void claimsAreRecordedWhenAllTheirRunsArePlayed(@TempDir Path folder) {
		Records records = new Records(folder);
		Plan plan = plan("claims/acks", "claims/rf-4");
		plan.record(results(plan).subList(0, 2), records);
		assertThat(records.read("claims/acks")).isEmpty();
		plan.record(results(plan).subList(0, 3), records);
		assertThat(records.read("claims/acks").orElseThrow()).hasSize(3);
		assertThat(records.read("claims/rf-4")).isEmpty();
	}

	@Test
	void everyRunIsPlayedOnEachVersion() {
		Plan plan = plan("versions");
		Versions versions = new Scenarios().versions();
		assertThat(plan.runs()).hasSize(versions.versions().size() * versions.runs().size())
			.extracting((run) -> run.scenario().setup().kafka())
			.startsWith(versions.versions().toArray(String[]::new));
		assertThat(plan("versions/3.9.2").runs()).hasSize(versions.runs().size())
			.allMatch((run) -> "3.9.2".equals(run.scenario().setup().kafka()));
	}

	@Test
	void runsOnVersionsNeedProcessesAndVersionsThatTheFileHas() {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> plan("versions/3.8.1"))
			.withMessageContaining("There are: 3.9.2, ");
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> plan("versions", "none"))
			.withMessageContaining("none cannot be run together with versions");
		Plans containers = new Plans(new Scenarios(), StartedNodes.COMPOSE, 7);
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> containers.of(List.of("versions"), 1))
			.withMessageContaining("only processes can be of Kafka 3.9.2");
		Plans otherVersion = new Plans(new Scenarios(List.of(new SetValue("kafka", "3.9.2"))), StartedNodes.PROCESS, 7);
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> otherVersion.of(List.of("versions"), 1))
			.withMessageContaining("name one of them as versions/VERSION");
	}

	@Test
	void containersAreOfTheVersionOfTheirImageAlone() {
		Plans other = new Plans(new Scenarios(List.of(new SetValue("kafka", "3.9.2"))), StartedNodes.COMPOSE, 7);
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> other.of(List.of("leader-kill"), 1))
			.withMessageContaining("leader-kill cannot be played: only processes can be of Kafka 3.9.2; the image");
		assertThat(other.of(List.of("matrix"), 1).runs()).isEmpty();
		SetValue same = new SetValue("kafka", AppInfoParser.getVersion());
		assertThat(
				new Plans(new Scenarios(List.of(same)), StartedNodes.COMPOSE, 7).of(List.of("leader-kill"), 1).runs())
			.hasSize(1);
	}

	@Test
	void runsOnVersionsAreRecordedOverSeveralSittings(@TempDir Path folder) {
		Records records = new Records(folder);
		Plan first = plan("versions").resumed(records);
		first.record(results(first).subList(0, 3), records);
		Plan second = plan("versions").resumed(records);
		assertThat(second.runs()).hasSize(first.runs().size() - 3).first().isEqualTo(first.runs().get(3));
		assertThat(second.omissions()).singleElement().asString().startsWith("3 runs recorded before");
		second.record(results(second), records);
		assertThat(records.read("versions").orElseThrow()).extracting(RunSummary::name)
			.isEqualTo(new Scenarios().versions().cells().stream().map(Versions.Cell::key).toList());
	}

	private static List<RunSummary> results(Plan plan) {
		return plan.runs()
			.stream()
			.map((run) -> Seen.account(run.name(), Seen.verdict(false, "lost-write = 0")))
			.toList();
	}

	private Plan plan(String... names) {
		return this.plans.of(List.of(names), 1);
	}

}
