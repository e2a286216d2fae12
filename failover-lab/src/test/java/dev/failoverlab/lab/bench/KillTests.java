package dev.failoverlab.lab.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.HistoryWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KillTests {

	private static final long MS = 1_000_000;

	@TempDir
	private Path folder;

	/** Partition 1 is silent for longer before the kill, and after the new start. */
	@Test
	void thePartitionThatIsSilentForLongestCounts() {
		List<Kill> kills = kills(ok(0, 100), ok(1, 100), ok(1, 900), ok(0, 990), ok(1, 990), fault(1000, "asked"),
				ok(0, 1005), fault(1010, "begin"), ok(1, 1120), ok(0, 1200), fault(2000, "end"), ok(0, 2010),
				ok(1, 2010), ok(0, 2020), ok(1, 5000));
		assertThat(kills).singleElement().satisfies((kill) -> {
			assertThat(kill.node()).isEqualTo(2);
			assertThat(kill.longestMillis()).containsExactly(Map.entry(0, 810.0), Map.entry(1, 890.0));
		});
	}

	@Test
	void theTimeFromBeforeTheKillCounts() {
		List<Kill> kills = kills(ok(0, 990), fault(1000, "asked"), fault(1010, "begin"), ok(0, 1130), ok(0, 1140),
				fault(1141, "end"), ok(0, 1150));
		assertThat(kills.get(0).worst()).isEqualTo(140);
	}

	@Test
	void theSummaryHasThePercentiles() {
		assertThat(
				FailoverBench.summary(List.of(new Kill(1, Map.of(0, 100.0)), new Kill(2, Map.of(0, 200.0, 1, 120.0)))))
			.isEqualTo(
					"2 kills, worst partition without an acknowledgement: min 100, median 100, p90 200, p99 200, max 200 ms");
	}

	private List<Kill> kills(Event... events) {
		Path history = this.folder.resolve("history.ndjson");
		try (HistoryWriter writer = HistoryWriter.create(history)) {
			writer.write(new Event.Run(0, 1, "bench-failover", "email.send", 2, 3, 2, Event.READ_UNCOMMITTED, List.of(),
					"4.2.2", "process", Instant.EPOCH, Map.of()));
			List.of(events).forEach(writer::write);
		}
		return Kill.in(history);
	}

	private static Event ok(int partition, long ms) {
		return Event.Send.ok(ms * MS, "sender-" + partition, "id-" + partition + "-" + ms, partition, ms);
	}

	private static Event fault(long ms, String type) {
		return new FaultChange(ms * MS, type, "kill", 2, null, "leader", "kill", true, null);
	}

}
