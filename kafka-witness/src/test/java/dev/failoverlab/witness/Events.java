package dev.failoverlab.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in a witness's file. */
final class Events {

	private static final JsonMapper JSON = new JsonMapper();

	private Events() {
	}

	/** All of them, each a line that is JSON. */
	static List<JsonNode> in(Path file) throws IOException {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.map(JSON::readTree).toList();
		}
	}

	static List<JsonNode> in(Path file, String kind) throws IOException {
		return in(file).stream().filter(kind(kind)).toList();
	}

	static Predicate<JsonNode> kind(String kind) {
		return (event) -> text(event, "kind").equals(kind);
	}

	/** A field as text; empty when it is not there. */
	static String text(JsonNode event, String field) {
		return event.path(field).asString("");
	}

	/** The ids of the records of some events, in their order. */
	static List<String> ids(List<JsonNode> events) {
		return events.stream()
			.flatMap((event) -> event.path("records").valueStream())
			.map((entry) -> text(entry, "id"))
			.toList();
	}

	/** The offsets of the records of some events, in their order. */
	static List<Long> offsets(List<JsonNode> events) {
		return events.stream()
			.flatMap((event) -> event.path("records").valueStream())
			.map((entry) -> entry.path("offset").longValue())
			.toList();
	}

}
