package dev.failoverlab.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What stands in a witness's file. */
final class Events {

	private static final JsonMapper JSON = new JsonMapper();

	private Events() {
	}

	/** All of them, each a line that is JSON. */
	static List<JsonNode> in(Path file) throws IOException {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.flatMap(Events::of).toList();
		}
	}

	/** The event of a line, or each of a list of sends. */
	static Stream<JsonNode> of(String line) {
		JsonNode event = JSON.readTree(line);
		return text(event, "kind").equals("sends") ? event.path("sends").valueStream().map((each) -> send(event, each))
				: Stream.of(event);
	}

	private static JsonNode send(JsonNode list, JsonNode each) {
		ObjectNode send = ((ObjectNode) list).deepCopy();
		send.remove(List.of("sends", "ids"));
		send.put("kind", "send").put("id", text(list, "ids") + each.path(1).longValue());
		send.put("t", list.path("t").longValue() + each.path(0).longValue());
		List<String> placed = List.of("partition", "offset");
		IntStream.range(2, each.size()).forEach((index) -> send.set(placed.get(index - 2), each.path(index)));
		return send;
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
