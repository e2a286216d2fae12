package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.report.Format;
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

	static Report of(String what, Instant at, long seconds, List<Figure> figures, List<Ratio> ratios) {
		String machine = "%s, Java %s, Kafka %s".formatted(
				Format.count(Runtime.getRuntime().availableProcessors(), "processor"),
				System.getProperty("java.version"), AppInfoParser.getVersion());
		return new Report(what, at.truncatedTo(ChronoUnit.SECONDS), machine, seconds, figures, ratios);
	}

	/** Whether the audit of every round found what it should. */
	public boolean isWhole() {
		return this.figures.stream().allMatch(Figure::isWhole);
	}

	/** For a terminal. */
	public List<String> lines() {
		return new ReportText(this).lines();
	}

	/** For {@code docs/benchmarks.md}. */
	public String markdown() {
		return new ReportText(this).markdown();
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
