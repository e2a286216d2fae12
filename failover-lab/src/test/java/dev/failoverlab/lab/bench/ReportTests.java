package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.lab.bench.Figure.Round;
import dev.failoverlab.lab.bench.Ratio.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private static final Side SERVICE = new Side("sends", "service");

	private static final Side NOTHING = new Side("sends", "nothing");

	private static final List<Figure> FIGURES = List.of(figure("service", round(1000, 2.0), round(3000, 1.0)),
			figure("nothing", round(10_000, 1.0), round(6000, 1.0)));

	@TempDir
	private Path folder;

	@Test
	void ratiosAreTakenRoundByRound() {
		Ratio ratio = Ratio.atLeast(0.3, FIGURES, SERVICE, NOTHING).orElseThrow();
		assertThat(ratio.spread()).isEqualTo(new Spread(0.3, 0.1, 0.5));
		assertThat(ratio.isMet()).isTrue();
		assertThat(Ratio.atLeast(0.31, FIGURES, SERVICE, NOTHING)).get().matches((each) -> !each.isMet());
	}

	@Test
	void aLatencyShouldBeLow() {
		Ratio ratio = Ratio.atMost(1.5, FIGURES, SERVICE, NOTHING).orElseThrow();
		assertThat(ratio.spread().median()).isEqualTo(1.5);
		assertThat(ratio.isMet()).isTrue();
		assertThat(Ratio.atMost(1.4, FIGURES, SERVICE, NOTHING)).get().matches((each) -> !each.isMet());
	}

	@Test
	void thereIsNoRatioToWhatWasNotMeasured() {
		assertThat(Ratio.atLeast(4, FIGURES, SERVICE, new Side("sends", "peer"))).isEmpty();
	}

	@Test
	void theMedianOfAnEvenNumberIsInTheMiddle() {
		assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 30.0))).isEqualTo(new Spread(3, 1, 30));
		assertThat(Spread.of(List.of(4.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 4));
	}

	@Test
	void theTextTellsWhatToBelieve() {
		String text = String.join("\n", report().lines());
		assertThat(text).contains("2 rounds of 5 s", "2,000 (1,000–3,000)", "12 %", "4 not acknowledged, 1 repeated",
				"service (sends) / nothing (sends)", "≥ 0.2", "not judged: the machine was busy", "load 0.5 nodes 1.2");
		assertThat(text).doesNotContain("MISSING");
	}

	@Test
	void missingRecordsAreSeen() {
		Round missing = new Round(1, 0, 0, 10, 0, 9L, 0.0, 1, Map.of());
		Report report = new Report("producer", Instant.EPOCH, "", 5,
				List.of(new Figure("sends", "x", List.of(missing))), List.of());
		assertThat(report.isWhole()).isFalse();
		assertThat(report.lines()).anyMatch((line) -> line.endsWith("RECORDS ARE MISSING"));
	}

	@Test
	void theFileKeepsEverything() {
		Path file = this.folder.resolve("new").resolve("figures.json");
		report().write(file);
		assertThat(Report.read(file)).isEqualTo(report());
		assertThat(Report.read(file).markdown()).isEqualTo(report().markdown()).contains("| sends | service |");
	}

	@Test
	void theCommittedTablesAreAsTheyWouldBeMade() throws IOException {
		Path docs = Path.of("..", "docs");
		String page = Files.readString(docs.resolve("benchmarks.md"));
		assertThat(RecordedTables.in(page, docs.resolve("recorded"))).as("after ./lab docs").isEqualTo(page);
	}

	@Test
	void aTableIsMadeFromARecord() {
		String page = "a\n<!-- figures of bench-x, made by ./lab docs -->\nold\n<!-- end -->\nb";
		assertThat(RecordedTables.in(page, this.folder)).isEqualTo(page.replace("old", "Not recorded yet."));
		report().write(this.folder.resolve("bench-x.json"));
		assertThat(RecordedTables.in(page, this.folder)).isEqualTo(page.replace("old\n", report().markdown()));
	}

	private static Report report() {
		return new Report("producer", Instant.EPOCH, "2 processors", 5, FIGURES,
				Stream.of(Ratio.atLeast(0.2, FIGURES, SERVICE, NOTHING).orElseThrow()).toList());
	}

	private static Figure figure(String name, Round... rounds) {
		return new Figure("sends", name, Arrays.asList(rounds));
	}

	private static Round round(double perSecond, double millis) {
		return new Round(perSecond, millis, millis, 10, 2, 10L, (perSecond > 5000) ? 0.01 : 0.12,
				(perSecond > 2000 && perSecond < 5000) ? 2 : 1, Map.of("load", 0.5, "nodes", 1.2));
	}

}
