package dev.failoverlab.verdict;

import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Verdict.Met;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExpectationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			lost-write = 0                       | 1                     | false
			lost-write=1                         | 1                     | true
			g1a   =   0                          | 0                     | true
			duplicate <= 0                       | 0                     | true
			duplicate != 0                       | 0                     | false
			acknowledged > 3                     | 4                     | true
			acknowledged >= 5                    | 4                     | false
			failed = 1                           | 1                     | true
			unknown < 1                          | 1                     | false
			delivered = acknowledged             | 2, and acknowledged: 4 | false
			never delivered = 2                  | 2                     | true
			delivered once = 1                   | 1                     | true
			delivered more than once = 0         | 1                     | false
			outage < 15s                         | 400 ms                | true
			outage < 0.4 s                       | 400 ms                | false
			outage <= 400ms                      | 400 ms                | true
			outage > 1min                        | 400 ms                | false
			outages = 1                          | 1                     | true
			latency max < 1h                     | 400 ms                | true
			latency p50 > 400 ms                 | 1 ms                  | false
			every partition has a leader         | yes                   | true
			Every ISR is whole                   | yes                   | true
			leaders are as before                | yes                   | true
			a leader moved                       | no partition was reported with another leader | false
			an outage never ends                 | every outage ended    | false
			""")
	void isMeasuredByTheVerdict(String expectation, String seen, boolean met) {
		assertThat(history(expectation).verdict().expectations()).containsExactly(new Met(expectation, seen, met));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			lost-wirte = 0             | Did you mean "lost-write"?
			outage < 15                | a time, so the number needs a unit
			duplicate = 0s             | a count, so the number has no unit
			duplicate = nothing        | speaks of "nothing"
			every partition has leader | Did you mean "every partition has a leader"?
			lost-write                 | Did you mean "lost-write = 0"?
			outage << 15s              | is not understood
			""")
	void saysWhatIsNotUnderstood(String expectation, String message) {
		assertThatExceptionOfType(ExpectationException.class).isThrownBy(() -> Expectation.parse(expectation))
			.withMessageContaining("\"" + expectation + "\"")
			.withMessageContaining(message);
		assertThatExceptionOfType(HistoryException.class)
			.isThrownBy(() -> TestHistory.of(1).expect(expectation).verdict())
			.withMessageStartingWith("Line 1 of the history has an expectation that cannot be judged");
	}

	@Test
	void isNotMetByAnOutageThatNeverEndedHoweverShortItWas() {
		TestHistory open = TestHistory.of(1).expect("outage < 15s", "outage > 100ms", "an outage never ends");
		open.phase(Phase.LOAD).sent("a", 0, 0).at(500).invoke("p", "x", 0).at(900).phase(Phase.HEAL);
		assertThat(open.verdict().expectations()).containsExactly(
				new Met("outage < 15s", "never ended; 400 ms up to the end of the load", false),
				new Met("outage > 100ms", "never ended; 400 ms up to the end of the load", true),
				new Met("an outage never ends", "yes", true));
	}

	@Test
	void goesByTheOutagesThatKnowTheirDetection() {
		TestHistory two = TestHistory.of(1).expect("detection < 400ms", "recovery <= 99ms", "consumer < 1s");
		two.report(2, 0, 2, 4, 1, 2, 3).sent("a", 0, 0).at(300).fault("asked", "kill", 1).fault("begin", "kill", 1);
		two.invoke("p", "x", 0).at(600).report(2, 0, 2, 4, 2, 3).at(700).ok("p", "x", 0, 1);
		two.at(900).invoke("p", "y", 0).at(1_100).ok("p", "y", 0, 2);
		assertThat(two.verdict().expectations()).containsExactly(new Met("detection < 400ms", "300 ms", true),
				new Met("recovery <= 99ms", "100 ms", false), new Met("consumer < 1s", "not observed", false));
	}

	@Test
	void countsHowOftenAServiceBeginsToSayThatItIsDown() {
		TestHistory history = TestHistory.of(1).expect("health down = 2").health("a", "UP").health("b", "DOWN");
		history.health("a", "no answer").health("a", "UP").health("a", "DOWN").health("b", "UP");
		assertThat(history.verdict().expectations()).containsExactly(new Met("health down = 2", "2", true));
		assertThat(TestHistory.of(1).expect("health down = 0").verdict().expectations())
			.containsExactly(new Met("health down = 0", "not observed", false));
	}

	@Test
	void isNotMetByWhatWasNotObserved() {
		TestHistory nothing = TestHistory.of(2)
			.expect("outage < 15s", "latency p99 < 1s", "every partition has a leader", "every ISR is whole");
		assertThat(nothing.verdict().expectations()).containsExactly(new Met("outage < 15s", "not observed", false),
				new Met("latency p99 < 1s", "not observed", false),
				new Met("every partition has a leader", "no leader was reported of partition 0, 1", false),
				new Met("every ISR is whole", "not every replica was reported in its ISR", false));
	}

	/** One lost, one failed, one unknown, one outage of 400 ms. */
	private static TestHistory history(String expectation) {
		TestHistory history = TestHistory.of(1).expect(expectation);
		history.report(1, 0, 1, 4, 1, 2, 3).fault("asked", "none", null).fault("begin", "none", null);
		history.sent("a", 0, 0).sent("b", 0, 1).invoke("p", "f", 0).fail("p", "f").sent("w", 0, 5);
		history.at(100).invoke("p", "c", 0).invoke("p", "u", 0).info("p", "u").at(500).ok("p", "c", 0, 2);
		history.phase(Phase.HEAL).phase(Phase.READ).poll("c", "0:0:a").poll("d", "0:0:a", "0:2:c");
		return history.scan("0:0:a", "0:2:c", "0:5:w");
	}

}
