package dev.failoverlab.lab.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a page that are made from recorded measurements. */
public final class RecordedTables {

	/** A table between two comments. */
	private static final Pattern TABLE = Pattern
		.compile("(?s)(<!-- figures of (bench-[a-z-]+), made by ./lab docs -->\n).*?(?=<!-- end -->)");

	private RecordedTables() {
	}

	/**
	 * A page with its tables made anew.
	 * @param page the page as it is
	 * @param records the folder of recorded measurements
	 * @return the page as it should be
	 */
	public static String in(String page, Path records) {
		return TABLE.matcher(page)
			.replaceAll((table) -> Matcher
				.quoteReplacement(table.group(1) + table(records.resolve(table.group(2) + ".json"))));
	}

	private static String table(Path file) {
		return Files.exists(file) ? Report.read(file).markdown() : "Not recorded yet.\n";
	}

}
