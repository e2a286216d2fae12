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

	private static final Work SENDS = Work.of("sends");

	private static final Side SERVICE = new Side(SENDS, "service");

	private static final Side NOTHING = new Side(SENDS, "nothing");

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
		assertThat(Ratio.atLeast(4, FIGURES, SERVICE, new Side(SENDS, "peer"))).isEmpty();
	}

	@Test
	void theMedianOfAnEvenNumberIsInTheMiddle() {
		assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 30.0))).isEqualTo(new Spread(3, 1, 30));
		assertThat(Spread.of(List.of(4.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 4));
	}

	@Test
	void theTextTellsWhatToBelieve() {
		assertThat(report(FIGURES).lines()).containsExactly(
				"work, and who did it             records/s            p50 ms            p99 ms  others  CPUs", "sends",
				"  service              2,000 (1,000–3,000)  1.50 (1.00–2.00)  15.0 (10.0–20.0)    12 %   1.7",
				"  nothing             8,000 (6,000–10,000)  1.00 (1.00–1.00)  10.0 (10.0–10.0)     1 %   1.7", "",
				"compared                      ratio  goal", "service",
				"  sends / nothing  0.30 (0.10–0.50)  ≥ 0.2  not judged", "",
				"sends, service: 4 records not acknowledged.", "sends, nothing: 4 records not acknowledged.",
				"1 measurement repeated, because other programs were busy.",
				"No goal is judged: other programs took more than 10 % of the processors in a round that counts.",
				"1970-01-01T00:00:00Z: 2 processors; 2 rounds of 5 s.",
				"Medians of the rounds, with the lowest and the highest in brackets.");
	}

	@Test
	void whatWasNotMeasuredIsNotShown() {
		Figure stream = new Figure(Work.of("one stream"), "service", List.of(quiet(1000, 0)));
		Figure single = new Figure(Work.of("single sends"), "service", List.of(quiet(1000, 2)));
		assertThat(report(List.of(stream)).lines()).startsWith(
				"work, and who did it            records/s  others  CPUs", "one stream",
				"  service             1,000 (1,000–1,000)     1 %   0.0");
		assertThat(report(List.of(stream, single)).lines())
			.contains("  service             1,000 (1,000–1,000)                                         1 %   0.0")
			.contains("1970-01-01T00:00:00Z: 2 processors; 1 round of 5 s.");
	}

	@Test
	void aGoalIsNotJudgedWhenARateWasNotReached() {
		Work rate = Work.rate(400);
		Side slow = new Side(rate, "one record in flight");
		Figure service = new Figure(rate, "service", List.of(quiet(399, 1.2)));
		for (double reached : new double[] { 300, 379, 381, 400 }) {
			List<Figure> figures = List.of(service, new Figure(rate, slow.name(), List.of(quiet(reached, 1))));
			Ratio ratio = Ratio.atMost(1.3, figures, new Side(rate, "service"), slow).orElseThrow();
			assertThat(ratio.fair()).isEqualTo(reached > 380);
			String text = String.join("\n", new Report("x", Instant.EPOCH, "", 5, figures, List.of(ratio)).lines());
			assertThat(text).contains((reached > 380) ? "≤ 1.3  met" : "≤ 1.3  not judged");
			assertThat(text.contains("one record in flight: it did not reach the rate")).isEqualTo(reached < 380);
		}
	}

	/** The widest that the producer bench has. */
	@Test
	void theTableFitsAWindow() {
		Round widest = new Round(130_000, 12.34, 1234, 1, 0, 1L, true, 0.01, 1, Map.of("load", 1.2));
		List<Figure> figures = Stream.of("100 a request, 8 connections", "single sends, 32 connections")
			.map(Work::of)
			.flatMap((work) -> Stream.of("service, linger.ms=0", "endpoint that does nothing")
				.map((name) -> new Figure(work, name, List.of(widest, widest))))
			.toList();
		Ratio ratio = Ratio
			.atLeast(0.2, figures, new Side(figures.get(2).work(), figures.get(2).name()),
					new Side(figures.get(3).work(), figures.get(3).name()))
			.orElseThrow();
		assertThat(new Report("x", Instant.EPOCH, "2 processors, Java 17.0.15, Kafka 4.2.2", 5, figures, List.of(ratio))
			.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(110));
	}

	@Test
	void missingRecordsAreSeen() {
		Round missing = new Round(1, 0, 0, 10, 0, 9L, false, 0.0, 1, Map.of());
		Report report = report(List.of(new Figure(SENDS, "x", List.of(missing))));
		assertThat(report.isWhole()).isFalse();
		assertThat(report.lines()).contains("sends, x: RECORDS ARE MISSING.");
	}

	@Test
	void theFileKeepsEverything() {
		Path file = this.folder.resolve("new").resolve("figures.json");
		report().write(file);
		assertThat(Report.read(file)).isEqualTo(report());
		assertThat(Report.read(file).markdown()).isEqualTo(report().markdown())
			.contains("|   service | 2,000 (1,000–3,000) |");
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
		return report(FIGURES);
	}

	private static Report report(List<Figure> figures) {
		return new Report("producer", Instant.EPOCH, "2 processors", 5, figures,
				Ratio.atLeast(0.2, figures, SERVICE, NOTHING).stream().toList());
	}

	private static Figure figure(String name, Round... rounds) {
		return new Figure(SENDS, name, Arrays.asList(rounds));
	}

	private static Round round(double perSecond, double millis) {
		return new Round(perSecond, millis, 10 * millis, 10, 2, 10L, true, (perSecond > 5000) ? 0.01 : 0.12,
				(perSecond > 2000 && perSecond < 5000) ? 2 : 1, Map.of("load", 0.5, "nodes", 1.2));
	}

	/** A round that other programs did not disturb. */
	private static Round quiet(double perSecond, double millis) {
		return new Round(perSecond, millis, millis, 10, 0, 10L, true, 0.01, 1, Map.of());
	}

}
