package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is written of the keys for editors and for people. */
public final class KeyDocs {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private static final Section<Scenario> SCENARIO = ScenarioKeys.section("", Scope.ANY);

	private static final Section<ClusterFile> CLUSTER = ClusterKeys.section(Path.of(""));

	private static final Map<String, Section<?>> TABLES = Map.of("scenario", SCENARIO, "steps",
			new StepKeys(Scope.ANY).any(), "cluster", CLUSTER, "node", ClusterKeys.NODE, "search", SearchKeys.DRAWN);

	/** A table between two comments: its head, which stays, and its rows. */
	private static final Pattern TABLE = Pattern.compile(
			"(?s)(<!-- table of (scenario|steps|cluster|node|search), made by ./lab docs -->\n[^\n]*\n[^\n]*\n).*?(?=<!-- end -->)");

	private KeyDocs() {
	}

	/**
	 * The JSON schemas of the files, for editors.
	 * @return the text of each by the name of its file
	 */
	public static Map<String, String> schemas() {
		return Map.of("scenario.schema.json", schema("A scenario", SCENARIO), "claim.schema.json",
				schema("A claim, and the runs that put it to the test", ClaimKeys.FILE), "matrix.schema.json",
				schema("A matrix of faults and targets", MatrixKeys.FILE), "search.schema.json",
				schema("What a search draws from", SearchKeys.FILE), "versions.schema.json",
				schema("The same runs on several Kafka versions", VersionsKeys.FILE), "cluster.schema.json",
				schema("A cluster that others run", CLUSTER));
	}

	private static String schema(String title, Type<?> type) {
		Map<String, Object> schema = new HashMap<>(type.schema());
		schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
		schema.put("title", title);
		return JSON.writeValueAsString(schema).replace("\r\n", "\n") + "\n";
	}

	/**
	 * A page with its tables of keys made anew.
	 * @param page the page as it is
	 * @return the page as it should be
	 */
	public static String withTables(String page) {
		return TABLE.matcher(page)
			.replaceAll((table) -> Matcher.quoteReplacement(table.group(1)
					+ rows("", Objects.requireNonNull(TABLES.get(table.group(2)))).collect(Collectors.joining())));
	}

	private static Stream<String> rows(String path, Section<?> section) {
		return section.keys().stream().flatMap((key) -> {
			String name = path + key.name();
			Stream<String> row = Stream.of("| `" + name + "` | " + key.sentence() + " | " + key.whenLeftOut() + " |\n");
			return (key.type() instanceof Section<?> inner) ? Stream.concat(row, rows(name + ".", inner)) : row;
		});
	}

}
