package dev.failoverlab.junit;

import java.time.Duration;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.TestHistory;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;

import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class VerdictAssertTests {

	@Test
	void aCleanRunMeetsThemAll() {
		Verdict clean = run("a", 50, "0:0:a");
		assertThat(clean).hasNoLostWrites()
			.hasNoDuplicates()
			.hasNo("poll-skip")
			.hasOutageBelow(Duration.ofSeconds(1))
			.hasEverythingHandled()
			.hasNothingHandledTwice()
			.isClean();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(clean).hasLostWrites());
	}

	@Test
	void aLostWriteIsShown() {
		Verdict lost = run("a", 50);
		assertThat(lost).hasLostWrites();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(lost).hasNoLostWrites())
			.withMessageStartingWith("Expected no lost-write, but 1 ");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(lost).isClean())
			.withMessageContaining("lost-write = 0: seen 1");
	}

	@Test
	void aRecordThatIsTwiceInTheLogIsShown() {
		Verdict twice = run("a", 50, "0:0:a", "0:1:a");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(twice).hasNoDuplicates())
			.withMessageStartingWith("Expected no duplicate, but 1 ");
	}

	@Test
	void aLongOutageIsShown() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(run("a", 5000, "0:0:a")).hasOutageBelow(Duration.ofSeconds(2)))
			.withMessageContaining("partition 0 took no writes for 5000 ms");
	}

	@Test
	void anInconclusiveRunMeetsNone() {
		Verdict inconclusive = TestHistory.of(1)
			.expect("lost-write = 0")
			.sent("a", 0, 0)
			.unmet("node 1 runs")
			.scan("0:0:a")
			.log(0, 0, 1)
			.verdict();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(inconclusive).hasNoLostWrites())
			.withMessageStartingWith("Expected a verdict, but the run is inconclusive: ");
	}

	/**
	 * One send, which takes some milliseconds, is handled, and is in the log so often.
	 */
	private static Verdict run(String id, int millis, String... inLog) {
		return TestHistory.of(1)
			.expect("lost-write = 0")
			.assign("c", List.of(0), 0, 0)
			.at(10)
			.invoke("p", id, 0)
			.at(10 + millis)
			.ok("p", id, 0, 0)
			.poll("c", "0:0:" + id)
			.phase(Event.Phase.READ)
			.scan(inLog)
			.log(0, 0, 2)
			.verdict();
	}

}
