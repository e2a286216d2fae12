package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.bench.Figure.Round;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;
import org.apache.kafka.common.utils.AppInfoParser;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a measurement, and what they should be.
 *
 * @param what what was measured
 * @param at when it began
 * @param machine processors, Java and Kafka
 * @param seconds how long each contender worked in each round
 */
public record Report(String what, Instant at, String machine, long seconds, List<Figure> figures, List<Ratio> ratios) {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	static Report of(String what, Instant at, long seconds, List<Figure> figures, Stream<Ratio> ratios) {
		String machine = "%d processors, Java %s, Kafka %s".formatted(Runtime.getRuntime().availableProcessors(),
				System.getProperty("java.version"), AppInfoParser.getVersion());
		return new Report(what, at, machine, seconds, figures, ratios.toList());
	}

	/** Whether every record that was acknowledged is in the log. */
	public boolean isWhole() {
		return this.figures.stream().allMatch(Figure::isWhole);
	}

	/** For a terminal. */
	public List<String> lines() {
		return Stream
			.of(figureTable().lines().stream(), Stream.of(""), ratioTable().lines().stream(), Stream.of("", notes()))
			.flatMap((part) -> part)
			.toList();
	}

	/** For {@code docs/benchmarks.md}. */
	public String markdown() {
		return notes() + "\n\n" + markdown(figureTable()) + "\n" + markdown(ratioTable());
	}

	private String notes() {
		return String.format(Locale.ROOT,
				"%s: %s; %d rounds of %d s. Medians, with the lowest and the highest in brackets.", this.at,
				this.machine, this.figures.stream().mapToInt((figure) -> figure.rounds().size()).max().orElse(0),
				this.seconds);
	}

	private TextTable<Figure> figureTable() {
		return new TextTable<>(List.of(Column.text("work", Figure::work), Column.text("who", Figure::name),
				Column.number("records/s", (figure) -> figure.spread(Round::perSecond).text("%,.0f")),
				Column.number("p50 ms", (figure) -> millis(figure.spread(Round::p50Millis))),
				Column.number("p99 ms", (figure) -> millis(figure.spread(Round::p99Millis))),
				Column.number("others", Report::others), Column.text("processors used", Report::processors),
				Column.text("", Report::remarks)), this.figures);
	}

	private TextTable<Ratio> ratioTable() {
		return new TextTable<>(
				List.of(Column.text("ratio", Ratio::what), Column.number("", (ratio) -> ratio.spread().text("%.2f")),
						Column.text("goal", Ratio::goalText), Column.text("", this::judged)),
				this.ratios);
	}

	/** Rounds during which others took the processors cannot be compared. */
	private String judged(Ratio ratio) {
		if (this.figures.stream().anyMatch(Figure::isDisturbed)) {
			return "not judged: the machine was busy";
		}
		return ratio.isMet() ? "met" : "not met";
	}

	private static String millis(Spread spread) {
		return (spread.max() > 0) ? spread.text("%.2f") : "";
	}

	/** The round in which they took most. */
	private static String others(Figure figure) {
		return figure.rounds()
			.stream()
			.map(Round::others)
			.filter((share) -> share != null)
			.max(Double::compare)
			.map((share) -> String.format(Locale.ROOT, "%.0f %%", 100 * share))
			.orElse("unknown");
	}

	private static String processors(Figure figure) {
		return figure.rounds()
			.get(0)
			.processors()
			.keySet()
			.stream()
			.sorted()
			.map((kind) -> String.format(Locale.ROOT, "%s %.1f", kind,
					figure.spread((round) -> round.processors().getOrDefault(kind, 0.0)).median()))
			.collect(Collectors.joining(" "));
	}

	private static String remarks(Figure figure) {
		long failed = figure.rounds().stream().mapToLong(Round::failed).sum();
		int again = figure.rounds().stream().mapToInt((round) -> round.tries() - 1).sum();
		return Stream
			.of((failed > 0) ? failed + " not acknowledged" : "", (again > 0) ? again + " repeated" : "",
					figure.isWhole() ? "" : "RECORDS ARE MISSING")
			.filter((remark) -> !remark.isEmpty())
			.collect(Collectors.joining(", "));
	}

	private static String markdown(TextTable<?> table) {
		List<String> rows = table.cells()
			.stream()
			.map((row) -> "| " + String.join(" | ", row) + " |\n")
			.collect(Collectors.toList());
		rows.add(1, "|" + " --- |".repeat(table.columns().size()) + "\n");
		return String.join("", rows);
	}

	/**
	 * Keeps it.
	 * @throws LabException when the file cannot be written
	 */
	public void write(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, JSON.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new LabException("The figures cannot be written to " + file + ": " + ex + ".", ex);
		}
	}

	/**
	 * Reads what was kept.
	 * @throws LabException when the file cannot be read
	 */
	public static Report read(Path file) {
		try {
			return JSON.readValue(Files.readAllBytes(file), Report.class);
		}
		catch (IOException ex) {
			throw new LabException("The figures in " + file + " cannot be read: " + ex + ".", ex);
		}
	}

}
