package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.scenario.Condition;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scope;
import dev.failoverlab.run.Progress;
import dev.failoverlab.run.Topic;
import dev.failoverlab.run.UnmetConditionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConditionTests {

	private static final Scope SCOPE = new Scope(new Topic("email.send", 1, 3, 2), Layout.USUAL);

	private final Progress progress = new Progress(1);

	@ParameterizedTest
	@ValueSource(strings = { "isr of email.send-0 lacks 1", "isr of email.send-0 has 3", "leader of email.send-0 is 2",
			"leader of email.send-0 is not 1", "active controller is 3", "active controller is not 2",
			"isr of email.send-0 is not whole", "0 acknowledged" })
	void whatIsReportedHolds(String words) {
		report(2, 7, 2, 3);
		this.progress.accept(new Event.Quorum(1, 3, 5, List.of(1, 2, 3), 3));
		assertThat(holds(words)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "isr of email.send-0 lacks 2", "isr of email.send-0 has 1", "isr of email.send-0 is whole",
			"leader of email.send-0 is 1", "leader of email.send-0 is not 2", "leader of email.send-0 is none",
			"active controller is 1", "active controller is not 3", "1 acknowledged" })
	void whatIsNotDoesNot(String words) {
		report(2, 7, 2, 3);
		this.progress.accept(new Event.Quorum(1, 3, 5, List.of(1, 2, 3), 3));
		assertThat(holds(words)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "isr of email.send-0 lacks 1", "leader of email.send-0 is none",
			"leader of email.send-0 is not 1", "active controller is not 1" })
	void beforeAnyReportNothingIsKnown(String words) {
		assertThat(holds(words)).isFalse();
	}

	/** One that lags goes on reporting what was. */
	@Test
	void theLatestEpochCounts() {
		report(2, 7, 2, 3);
		report(1, 6, 1, 2, 3);
		assertThat(holds("leader of email.send-0 is 2")).isTrue();
		report(null, 8, 3);
		assertThat(holds("leader of email.send-0 is none")).isTrue();
	}

	@Test
	void theFaultedNodeIsThatOfTheLatestFault() {
		report(1, 6, 1, 2, 3);
		this.progress.expectFault(List.of(1));
		assertThat(holds("isr of email.send-0 lacks the faulted node")).isFalse();
		assertThat(holds("leader of email.send-0 is the faulted node")).isTrue();
		report(2, 7, 2, 3);
		assertThat(holds("isr of email.send-0 lacks the faulted node")).isTrue();
		assertThat(holds("leader of email.send-0 is not the faulted node")).isTrue();
		this.progress.expectFault(List.of(2));
		assertThat(holds("isr of email.send-0 has the faulted node")).isTrue();
		assertThat(holds("isr of email.send-0 lacks the faulted node")).isFalse();
	}

	@Test
	void ofSeveralFaultedNodesAllMustBeMissed() {
		this.progress.expectFault(List.of(1, 2));
		report(2, 7, 2, 3);
		assertThat(holds("isr of email.send-0 lacks the faulted node")).isFalse();
		report(3, 8, 3);
		assertThat(holds("isr of email.send-0 lacks the faulted node")).isTrue();
	}

	@Test
	void aLeaderHasChangedSinceTheLatestFault() {
		report(1, 6, 1, 2, 3);
		this.progress.expectFault(List.of(1));
		assertThat(holds("leader of email.send-0 has changed")).isFalse();
		report(null, 7, 2, 3);
		assertThat(holds("leader of email.send-0 has changed")).isFalse();
		report(2, 8, 2, 3);
		assertThat(holds("leader of email.send-0 has changed")).isTrue();
		this.progress.expectFault(List.of(3));
		assertThat(holds("leader of email.send-0 has changed")).isFalse();
	}

	@Test
	void whatDoesNotComeAboutSaysWhatWasSeen() {
		report(2, 7, 2, 3);
		Condition whole = Condition.parse("isr of email.send-0 is whole", SCOPE);
		assertThatExceptionOfType(UnmetConditionException.class)
			.isThrownBy(() -> this.progress.await(whole.description(), whole::holds, Duration.ofMillis(20)))
			.withMessage("This did not happen: isr of email.send-0 is whole. "
					+ "Seen: [0 led by 2 with ISR [2, 3]], active controller -1, 0 acknowledged.");
	}

	private boolean holds(String words) {
		return Condition.parse(words, SCOPE).holds(this.progress);
	}

	private void report(@Nullable Integer leader, int epoch, Integer... isr) {
		this.progress.accept(new Event.Partition(0, 0, leader, epoch, List.of(isr), null, List.of(1, 2, 3), 3));
	}

}
