package dev.failoverlab.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.failoverlab.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The history of a run and the reports of its verdict.
 *
 * @param history the history
 * @param json the report for programs, if wanted
 * @param html the report as a page, if wanted
 * @param junit the expectations as tests, if wanted
 */
public record RunFiles(Path history, @Nullable Path json, @Nullable Path html, @Nullable Path junit) {

	/**
	 * Writes the reports that are wanted, over what was there.
	 * @param verdict what to report
	 */
	public void write(Verdict verdict) {
		write(this.json, verdict, JsonReport::of);
		write(this.html, verdict, (judged) -> Page.report(judged, this.history));
		write(this.junit, verdict, JunitReport::of);
	}

	private static void write(@Nullable Path file, Verdict verdict, Function<Verdict, String> report) {
		if (file != null) {
			write(file, report.apply(verdict));
		}
	}

	/** Writes a report, over what was there. */
	public static void write(Path file, String report) {
		try {
			// A string with half a letter in it has no bytes; a question mark replaces
			// it.
			Files.write(file, report.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The report " + file + " cannot be written: " + ex + ".", ex);
		}
	}

	/** A line for each file: what it is, and where. */
	public List<String> lines() {
		List<String> lines = new ArrayList<>();
		line("History", this.history, lines);
		line("Report", this.json, lines);
		line("Page", this.html, lines);
		line("Tests", this.junit, lines);
		return lines;
	}

	/** A line for one file: what it is, and where. */
	public static String line(String what, Path file) {
		return what + " ".repeat("History   ".length() - what.length()) + display(file);
	}

	/**
	 * A path as a user would type it in the current directory.
	 * @param path any path
	 * @return relative to the current directory when the path is in it, else absolute
	 */
	public static String display(Path path) {
		Path absolute = path.toAbsolutePath().normalize();
		Path here = Path.of("").toAbsolutePath();
		return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
	}

	private static void line(String what, @Nullable Path file, List<String> lines) {
		if (file != null) {
			lines.add(line(what, file));
		}
	}

}
