package dev.failoverlab.lab.bench;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ProcessorTimeTests {

	/** user nice system idle iowait irq softirq steal guest guest_nice. */
	private static final String STAT = "cpu  100 10 50 700 40 20 30 50 60 7\ncpu0 1 2 3 4 5 6 7 8 9 10\n";

	@Test
	void waitingForADiskIsIdleAndGuestsAreNotCountedTwice() {
		ProcessorTime time = ProcessorTime.of(STAT, Map.of());
		assertThat(time.total()).isEqualTo(1000);
		assertThat(time.busy()).isEqualTo(260);
	}

	@Test
	void othersTookWhatWasBusyAndNotOurs() {
		ProcessorTime before = new ProcessorTime(1000, 260, Map.of("load", 30L, "nodes", 100L));
		ProcessorTime after = new ProcessorTime(2000, 860, Map.of("load", 130L, "nodes", 350L));
		assertThat(after.othersSince(before)).isEqualTo(0.25, within(1e-9));
		int processors = Runtime.getRuntime().availableProcessors();
		assertThat(after.usedSince(before).get("nodes")).isEqualTo(0.25 * processors, within(1e-9));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whatThisProcessUsesIsItsOwn() {
		ProcessorTime before = ProcessorTime.now(null);
		long end = System.nanoTime() + 300_000_000L;
		long spins = 0;
		while (System.nanoTime() < end || load(ProcessorTime.now(null)) < load(before) + 5) {
			spins++;
		}
		ProcessorTime after = ProcessorTime.now(null);
		assertThat(spins).isPositive();
		assertThat(after.usedSince(before).get("load")).isPositive();
		assertThat(after.total() - before.total()).isGreaterThan(load(after) - load(before));
	}

	private static long load(ProcessorTime time) {
		return time.own().getOrDefault("load", 0L);
	}

}
