package dev.failoverlab.lab.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

import dev.failoverlab.lab.search.Trends.Trend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TrendsTests {

	private final Trends trends = new Trends();

	@Test
	void theMediansOfTheFirstAndTheLastQuarterAreCompared() {
		add(Measure.THREADS, 100, 900, 101, 0, 0, 0, 0, 0, 0, 105, 1, 104);
		assertThat(this.trends.all()).containsExactly(new Trend("node 1", Measure.THREADS, 101, 104));
	}

	@Test
	void aFifthMoreIsFlatAndMoreThanThatGrows() {
		assertThat(new Trend("lab", Measure.MEMORY, 1_000, 1_200).isFlat()).isTrue();
		assertThat(new Trend("lab", Measure.MEMORY, 1_000, 1_201).isFlat()).isFalse();
		assertThat(new Trend("lab", Measure.MEMORY, 1_000, 10).isFlat()).isTrue();
	}

	@Test
	void whatIsWithinTheGrainIsFlat() {
		assertThat(new Trend("lab", Measure.THREADS, 10, 18).isFlat()).isTrue();
		assertThat(new Trend("lab", Measure.THREADS, 10, 19).isFlat()).isFalse();
		assertThat(new Trend("lab", Measure.FILES, 10, 42).isFlat()).isTrue();
		assertThat(new Trend("lab", Measure.DISK, 10, 43).isFlat()).isFalse();
	}

	@Test
	void fewSamplesHaveNoTrend() {
		add(Measure.THREADS, 1, 2, 3, 4, 5, 6, 7);
		assertThat(this.trends.all()).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aProcessIsSampled(@TempDir Path folder) throws Exception {
		Files.write(folder.resolve("data"), new byte[3 << 20]);
		for (int i = 0; i < 8; i++) {
			this.trends.sample("self", ProcessHandle.current().pid(), folder);
		}
		assertThat(this.trends.all()).hasSize(4).allMatch((trend) -> trend.first() > 1);
		assertThat(this.trends.all().get(3)).isEqualTo(new Trend("self", Measure.DISK, 3, 3));
	}

	@Test
	void aProcessThatHasEndedIsLeftOut() {
		for (int i = 0; i < 8; i++) {
			this.trends.sample("gone", Long.MAX_VALUE, null);
		}
		assertThat(this.trends.all()).isEmpty();
	}

	private void add(Measure measure, long... values) {
		LongStream.of(values).forEach((value) -> this.trends.add("node 1", measure, value));
	}

}
