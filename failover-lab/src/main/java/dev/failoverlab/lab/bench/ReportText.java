package dev.failoverlab.lab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.bench.Figure.Round;
import dev.failoverlab.lab.run.Markdown;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import org.jspecify.annotations.Nullable;

/** A report as people read it. */
record ReportText(Report report) {

	private static final String MEDIANS = "Medians of the rounds, with the lowest and the highest in brackets.";

	List<String> lines() {
		return Stream
			.of(figureTable(List.of(processors("CPUs", Round::allProcessors))).lines(), List.of(""),
					ratioTable().lines(), List.of(""), remarks(), List.of(conditions(), MEDIANS))
			.flatMap(List::stream)
			.toList();
	}

	String markdown() {
		Markdown page = new Markdown();
		page.paragraph(conditions() + " " + MEDIANS);
		page.table(figureTable(kinds().map((kind) -> processors(kind, (round) -> round.processors(kind))).toList()));
		page.table(ratioTable());
		page.bullets(remarks());
		return page.toString();
	}

	/** What to know before a figure is believed. */
	private List<String> remarks() {
		List<String> remarks = new ArrayList<>(this.report.figures().stream().flatMap(ReportText::remarks).toList());
		int again = this.report.figures()
			.stream()
			.flatMap((figure) -> figure.rounds().stream())
			.mapToInt((round) -> round.tries() - 1)
			.sum();
		if (again > 0) {
			remarks.add(Format.count(again, "measurement") + " repeated, because other programs were busy.");
		}
		if (isDisturbed()) {
			remarks.add("No goal is judged: other programs took more than " + percent(Rounds.MOST_OTHERS)
					+ " of the processors in a round that counts.");
		}
		return remarks;
	}

	private static Stream<String> remarks(Figure figure) {
		long failed = figure.rounds().stream().mapToLong(Round::failed).sum();
		return Stream
			.of((failed > 0) ? Format.count(failed, "record") + " not acknowledged." : "",
					figure.hasReachedItsRate() ? ""
							: "it did not reach the rate, so its latencies and ratios are not judged.",
					figure.isWhole() ? "" : "RECORDS ARE MISSING.")
			.filter((remark) -> !remark.isEmpty())
			.map((remark) -> figure.work().text() + ", " + figure.name() + ": " + remark);
	}

	private String conditions() {
		int rounds = this.report.figures().stream().mapToInt((figure) -> figure.rounds().size()).max().orElse(0);
		return "%s: %s; %s of %d s.".formatted(this.report.at(), this.report.machine(), Format.count(rounds, "round"),
				this.report.seconds());
	}

	private TextTable<Grouped<Figure>> figureTable(List<Column<Figure>> processors) {
		List<Column<Figure>> columns = new ArrayList<>(List.of(Column.text("work, and who did it", Figure::name),
				Column.number("records/s", (figure) -> figure.spread(Round::perSecond).text(digits("%,.0f"))),
				Column.number("p50 ms", (figure) -> millis(figure.spread(Round::p50Millis))),
				Column.number("p99 ms", (figure) -> millis(figure.spread(Round::p99Millis))),
				Column.number("others", ReportText::others)));
		columns.addAll(processors);
		columns.removeIf(
				(column) -> this.report.figures().stream().allMatch((figure) -> column.cell().apply(figure).isEmpty()));
		return Grouped.table(this.report.figures(), (figure) -> figure.work().text(), columns);
	}

	private TextTable<Grouped<Ratio>> ratioTable() {
		return Grouped.table(this.report.ratios(), Ratio::name,
				List.of(Column.text("compared", Ratio::what),
						Column.number("ratio", (ratio) -> ratio.spread().text(digits("%.2f"))),
						Column.text("goal", Ratio::goalText), Column.text("", this::judged)));
	}

	/** Rounds during which others took the processors cannot be compared. */
	private String judged(Ratio ratio) {
		return (isDisturbed() || !ratio.fair()) ? "not judged" : ratio.isMet() ? "met" : "not met";
	}

	private boolean isDisturbed() {
		return this.report.figures().stream().anyMatch(Figure::isDisturbed);
	}

	private Stream<String> kinds() {
		return this.report.figures()
			.stream()
			.flatMap((figure) -> figure.rounds().stream())
			.flatMap((round) -> round.processors().keySet().stream())
			.collect(Collectors.toCollection(TreeSet::new))
			.stream();
	}

	/** How many processors were used. */
	private static Column<Figure> processors(String heading, ToDoubleFunction<Round> value) {
		return Column.number(heading, (figure) -> digits("%.1f").apply(figure.spread(value).median()));
	}

	/** Three digits: more would be noise. */
	private static String millis(Spread spread) {
		return (spread.max() > 0)
				? spread.text((ms) -> digits((ms < 10) ? "%.2f" : (ms < 100) ? "%.1f" : "%,.0f").apply(ms)) : "";
	}

	/** The round in which they took most. */
	private static String others(Figure figure) {
		return figure.rounds()
			.stream()
			.map(Round::others)
			.filter(Objects::nonNull)
			.max(Double::compare)
			.map(ReportText::percent)
			.orElse("unknown");
	}

	static String percent(@Nullable Double share) {
		return (share != null) ? digits("%.0f %%").apply(100 * share) : "unknown";
	}

	private static DoubleFunction<String> digits(String format) {
		return (number) -> String.format(Locale.ROOT, format, number);
	}

}
