package dev.failoverlab.lab.run;

import java.util.Arrays;
import java.util.List;

import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConclusionTests {

	private static final Verdict VALID = Seen.verdict(false, "lost-write = 0");

	private static final Verdict INVALID = TestHistory.of(1).verdict();

	private static final Verdict FAILED = Seen.verdict(true, "lost-write = 0");

	@Test
	void aClaimThatHoldsInEveryRunIsConfirmed() {
		assertThat(conclude(true, true)).isEqualTo(Conclusion.CONFIRMED);
	}

	@Test
	void oneThatHoldsInSomeIsRefined() {
		assertThat(conclude(true, false)).isEqualTo(Conclusion.REFINED);
	}

	@Test
	void oneThatHoldsInNoneIsRefuted() {
		assertThat(conclude(false, false)).isEqualTo(Conclusion.REFUTED);
	}

	@Test
	void everythingThatItPredictsOfARunHasToBeSeen() {
		assertThat(Conclusion.of(List.of(Seen.account("a", VALID, true, false)))).isEqualTo(Conclusion.REFUTED);
	}

	@Test
	void aRunOfWhichItSaysNothingStandsBesideTheOthers() {
		assertThat(Conclusion.of(List.of(Seen.account("a", VALID, true), Seen.account("b", VALID))))
			.isEqualTo(Conclusion.CONFIRMED);
		assertThat(Conclusion.of(List.of(Seen.account("a", VALID)))).isEqualTo(Conclusion.INCONCLUSIVE);
		assertThatIllegalArgumentException().isThrownBy(() -> Seen.claim("x", Seen.run("a")))
			.withMessageContaining("no run that can tell");
	}

	@Test
	void oneInvalidRunMakesItInvalid() {
		assertThat(INVALID.outcome()).isEqualTo(Outcome.INVALID);
		assertThat(Conclusion.of(List.of(Seen.account("a", VALID, true), Seen.account("b", INVALID, true))))
			.isEqualTo(Conclusion.INCONCLUSIVE);
	}

	@Test
	void aRefutedClaimIsNoFailureAndWhatIsKnownToBeTrueIsOne() {
		RunSummary refuted = Seen.account("a", VALID, false);
		assertThat(RunSummary.worst(List.of(refuted))).isEqualTo(Outcome.PASS);
		RunSummary inconclusive = Seen.account("a", INVALID, true);
		assertThat(RunSummary.worst(List.of(refuted, inconclusive))).isEqualTo(Outcome.INVALID);
		RunSummary failed = Seen.account("a", FAILED, false);
		assertThat(RunSummary.worst(List.of(refuted, inconclusive, failed))).isEqualTo(Outcome.FAIL);
	}

	private static Conclusion conclude(boolean... held) {
		RunSummary[] runs = new RunSummary[held.length];
		Arrays.setAll(runs, (number) -> Seen.account("run " + number, VALID, held[number]));
		return Conclusion.of(List.of(runs));
	}

}
