package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.KeyDocs;
import dev.failoverlab.lab.scenario.Scenarios;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The committed pages are what {@code ./lab docs} makes of the committed files and
 * records: no number in them was typed by hand.
 */
class DocsTests {

	private static final Path DOCS = Path.of("..", "docs");

	private final Scenarios scenarios = new Scenarios();

	private final Map<String, String> pages = new Pages(this.scenarios.claims(), this.scenarios.matrix(),
			new Records(DOCS.resolve("recorded")))
		.all();

	@Test
	void everyCommittedPageIsAsItWouldBeMade() throws IOException {
		for (Map.Entry<String, String> page : new TreeMap<>(this.pages).entrySet()) {
			assertThat(DOCS.resolve(page.getKey())).as("after ./lab docs").content().isEqualTo(page.getValue());
		}
	}

	@Test
	void theCommittedTablesAreAsTheyWouldBeMade() throws IOException {
		String page = Files.readString(DOCS.resolve("scenarios.md"));
		assertThat(KeyDocs.withTables(page)).as("after ./lab docs")
			.isEqualTo(page)
			.contains("| `load.rate` |", "| `within` |");
		String own = Files.readString(DOCS.resolve("own-cluster.md"));
		assertThat(KeyDocs.withTables(own)).as("after ./lab docs")
			.isEqualTo(own)
			.contains("| `bootstrap` |", "| `kill` |");
		String search = Files.readString(DOCS.resolve("search.md"));
		assertThat(KeyDocs.withTables(search)).as("after ./lab docs").isEqualTo(search).contains("| `pauses` |");
	}

	@Test
	void theCommittedTableOfShareGroupsIsAsItWouldBeMade() throws IOException {
		String page = Files.readString(DOCS.resolve("share-groups.md"));
		assertThat(ShareTable.in(page, this.scenarios.matrix("share-groups"), new Records(DOCS.resolve("recorded"))))
			.as("after ./lab docs")
			.isEqualTo(page)
			.contains("share coordinator of failover-lab:email.send-0");
	}

	@Test
	void theTableOfVersionsIsAsItWouldBeMade() throws IOException {
		String page = Files.readString(DOCS.resolve("versions.md"));
		assertThat(Pages.withVersions(page, this.scenarios.versions(), new Records(DOCS.resolve("recorded"))))
			.as("after ./lab docs")
			.isEqualTo(page)
			.contains("| 3.9.2 |");
	}

	@Test
	void noPageIsLeftOfAClaimThatIsNoMore() throws IOException {
		try (Stream<Path> files = Files.list(DOCS.resolve("claims"))) {
			assertThat(files.map((file) -> "claims/" + file.getFileName())).allMatch(this.pages::containsKey);
		}
	}

	@Test
	void noRecordIsLeftOfAClaimThatIsNoMore() throws IOException {
		TreeSet<String> known = new TreeSet<>();
		this.scenarios.claimNames().forEach((name) -> known.add("claims-" + name + ".json"));
		known.add("matrix-process.json");
		known.add("matrix-compose.json");
		known.add("share-groups-process.json");
		known.add("versions.json");
		List.of("producer", "consumer", "end-to-end").forEach((what) -> known.add("bench-" + what + ".json"));
		if (Files.exists(DOCS.resolve("recorded"))) {
			try (Stream<Path> files = Files.list(DOCS.resolve("recorded"))) {
				assertThat(files.map((file) -> String.valueOf(file.getFileName()))).allMatch(known::contains);
			}
		}
	}

}
