package dev.failoverlab.lab.run;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Markdown, written from the top; texts are texts, whatever letters are in them. */
final class Markdown {

	private final StringBuilder text = new StringBuilder();

	void heading(int level, String heading) {
		block("#".repeat(level) + " " + heading);
	}

	void paragraph(String paragraph) {
		block(paragraph);
	}

	void quote(String quote) {
		block("> " + quote);
	}

	void bullets(Collection<String> bullets) {
		if (!bullets.isEmpty()) {
			block(bullets.stream().map((bullet) -> "- " + bullet).collect(Collectors.joining("\n")));
		}
	}

	/** Begins a table; rows follow, and then {@link #end}. */
	void header(String... names) {
		row(names);
		row(Arrays.stream(names).map((name) -> "---").toArray(String[]::new));
	}

	void row(String... cells) {
		this.text.append(Arrays.stream(cells).map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
	}

	void end() {
		this.text.append('\n');
	}

	@Override
	public String toString() {
		return this.text.toString().stripTrailing() + "\n";
	}

	private void block(String block) {
		this.text.append(block).append("\n\n");
	}

	private static String cell(String text) {
		return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ');
	}

}
