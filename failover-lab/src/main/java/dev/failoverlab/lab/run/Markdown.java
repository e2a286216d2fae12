package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.report.Format;
import dev.failoverlab.report.TextTable;

/** Markdown, written from the top; texts are texts, whatever letters are in them. */
public final class Markdown {

	private final StringBuilder text = new StringBuilder();

	public void heading(int level, String heading) {
		block("#".repeat(level) + " " + heading);
	}

	public void paragraph(String paragraph) {
		block(paragraph);
	}

	public void quote(String quote) {
		block("> " + quote);
	}

	public void bullets(Collection<String> bullets) {
		if (!bullets.isEmpty()) {
			block(bullets.stream().map((bullet) -> "- " + bullet).collect(Collectors.joining("\n")));
		}
	}

	public void table(TextTable<?> table) {
		List<List<String>> rows = new ArrayList<>(table.cells());
		rows.add(1, Collections.nCopies(table.columns().size(), "---"));
		block(rows.stream().map(Markdown::row).collect(Collectors.joining("\n")));
	}

	/** Lines as they are, which a reader opens by a click. */
	void details(String summary, List<String> lines) {
		block("<details><summary>" + summary + "</summary>");
		block("```\n" + String.join("\n", lines).replace("```", "'''") + "\n```");
		block("</details>");
	}

	/** A text without any meaning for Markdown. */
	static String plain(String text) {
		return Format.plain(text.replace('\n', ' ')).replaceAll("[\\\\`*_<>\\[\\]|#&]", "\\\\$0");
	}

	/**
	 * A page with this in the place of its generated part.
	 * @param page the page as it is
	 * @param part what the comment before the part calls it
	 * @return the page as it should be
	 */
	String in(String page, String part) {
		String begin = "<!-- " + part + ", made by ./lab docs -->\n";
		return Pattern.compile("(?s)" + Pattern.quote(begin) + ".*?(?=<!-- end -->)")
			.matcher(page)
			.replaceAll(Matcher.quoteReplacement(begin + this));
	}

	@Override
	public String toString() {
		return this.text.toString().stripTrailing() + "\n";
	}

	private void block(String block) {
		this.text.append(block).append("\n\n");
	}

	private static String row(List<String> cells) {
		return cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |"));
	}

	private static String cell(String text) {
		return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
	}

}
