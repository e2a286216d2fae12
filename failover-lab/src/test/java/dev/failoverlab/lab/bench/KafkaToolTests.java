package dev.failoverlab.lab.bench;

import java.time.Duration;

import dev.failoverlab.lab.LabException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class KafkaToolTests {

	private static final String HEADER = "start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec\n";

	/** The first two readings were cold. */
	@Test
	void onlyWarmReadingsCountAndJoiningTheGroupDoesNot() {
		String output = HEADER + reading(1000, 5000) + HEADER + reading(1000, 3000) + HEADER + reading(1000, 250)
				+ HEADER + reading(1000, 150);
		Tally tally = KafkaTool.readings(KafkaTool.results(KafkaTool.READING, output, 4));
		assertThat(tally.perSecond()).isEqualTo(5000, within(0.01));
		assertThat(tally.done()).isEqualTo(1000);
	}

	@Test
	void onlyTheSecondHalfOfTheTimesCounts() {
		String output = "0\t9.1\ntook 90000000\ntook 80000000\ntook 1500000\ntook 2500000\nAvg latency: 43.5 ms\n";
		Tally tally = KafkaTool.times(KafkaTool.results(KafkaTool.TIME, output, 4));
		assertThat(tally.p50Millis()).isEqualTo(1.5, within(0.01));
		assertThat(tally.p99Millis()).isEqualTo(2.5, within(0.01));
		assertThat(tally.done()).isEqualTo(2);
		assertThat(tally.time()).isEqualTo(Duration.ofMillis(4));
	}

	@Test
	void aResultThatIsMissingIsAnErrorWithTheOutput() {
		assertThatExceptionOfType(LabException.class)
			.isThrownBy(() -> KafkaTool.results(KafkaTool.TIME, "took 1\nBroker may not be available\n", 2))
			.withMessageContaining("1 of 2 results")
			.withMessageContaining("Broker may not be available");
	}

	private static String reading(long records, long millis) {
		return "2026-11-27 04:00:00:123, 2026-11-27 04:00:09:456, 0.2441, 0.0488, %d, 200.0000, 4000, %d, 1.0000, 1.0000\n"
			.formatted(records, millis);
	}

}
