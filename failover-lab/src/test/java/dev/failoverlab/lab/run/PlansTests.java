package dev.failoverlab.lab.run;

import java.nio.file.Path;
import java.util.List;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class PlansTests {

	private final Plans plans = new Plans(new Scenarios(), Backend.PROCESS, 7);

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
		assertThat(plan.omissions()).isNotEmpty()
			.allSatisfy((reason) -> assertThat(reason).contains("--cluster compose it can"));
		assertThat(plan.runs()).isNotEmpty().noneMatch((run) -> run.name().startsWith("partition"));
		assertThat(plan("matrix/kill").runs()).allMatch((run) -> run.name().startsWith("kill, "))
			.hasSizeLessThan(plan.runs().size());
	}

	@Test
	void aPartOfTheMatrixReplacesTheRecordOfThatPart(@TempDir Path folder) {
		Records records = new Records(folder);
		Plan all = plan("matrix");
		all.record(results(all, "first"), records);
		Plan part = plan("matrix/kill");
		part.record(results(part, "second"), records);
		assertThat(folder.resolve("matrix-process.json")).exists();
		assertThat(records.read("matrix-process").orElseThrow()).hasSameSizeAs(all.runs())
			.allSatisfy((run) -> assertThat(run.reasons())
				.containsExactly(run.name().startsWith("kill, ") ? "second" : "first"));
	}

	private static List<RunSummary> results(Plan plan, String reason) {
		return plan.runs().stream().map((run) -> RunSummary.unplayed(run.name(), "process", reason)).toList();
	}

	private Plan plan(String... names) {
		return this.plans.of(List.of(names), 1);
	}

}
