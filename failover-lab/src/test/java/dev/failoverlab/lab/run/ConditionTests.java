package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.scenario.Condition;
import dev.failoverlab.lab.scenario.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConditionTests {

	private static final Topic TOPIC = new Topic("email.send", 1, 3, 2);

	private final Progress progress = new Progress(1);

	@ParameterizedTest
	@ValueSource(strings = { "isr of email.send-0 lacks 1", "isr of email.send-0 has 3", "leader of email.send-0 is 2",
			"leader of email.send-0 is not 1", "active controller is 3", "active controller is not 2",
			"0 acknowledged" })
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
	void whatDoesNotComeAboutSaysWhatWasSeen() {
		report(2, 7, 2, 3);
		assertThatExceptionOfType(UnmetConditionException.class)
			.isThrownBy(() -> this.progress.await(Condition.parse("isr of email.send-0 is whole", TOPIC),
					Duration.ofMillis(20)))
			.withMessage("Waited 0.02 s until isr of email.send-0 is whole, which did not happen. "
					+ "Seen last: [0 led by 2 with ISR [2, 3]], active controller -1, 0 acknowledged.");
	}

	private boolean holds(String words) {
		return Condition.parse(words, TOPIC).holds(this.progress);
	}

	private void report(@Nullable Integer leader, int epoch, Integer... isr) {
		this.progress.accept(new Event.Partition(0, 0, leader, epoch, List.of(isr), null, List.of(1, 2, 3), 3));
	}

}
