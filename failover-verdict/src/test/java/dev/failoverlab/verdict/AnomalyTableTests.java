package dev.failoverlab.verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of the anomalies in the documentation is the one that their classes make. */
class AnomalyTableTests {

	private static final String BEGIN = "<!-- anomalies -->\n";

	private static final String END = "<!-- /anomalies -->\n";

	@Test
	void theDocumentationHasIt() throws Exception {
		String page = Files.readString(Path.of("..", "docs", "verdict.md"));
		String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
		assertThat(table).as("Put this between the marks in docs/verdict.md:\n%s", table()).isEqualTo(table());
	}

	@Test
	void eachHasASectionOfItsOwn() throws Exception {
		String page = Files.readString(Path.of("..", "docs", "verdict.md"));
		assertThat(Anomaly.all()).allSatisfy((anomaly) -> assertThat(page.lines())
			.anyMatch((line) -> line.startsWith("### ") && line.contains("`" + anomaly.word() + "`")));
	}

	private static String table() {
		return Anomaly.all()
			.stream()
			.map((anomaly) -> "| `" + anomaly.word() + "` | " + anomaly.definition() + " |\n")
			.collect(Collectors.joining("", "| anomaly | counted |\n| --- | --- |\n", ""));
	}

}
