package dev.failoverlab.history;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Every field of every kind, with a value of every other type. */
class WrongTypeTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String HEADER = """
			{"kind":"run","t":0,"version":1,"scenario":"s","topic":"email.send","partitions":3,"replication_factor":3,\
			"min_isr":2,"consumer_isolation":"read_uncommitted","expectations":["duplicate = 0"],"kafka":"4.2.2",\
			"backend":"process","started":"2026-01-02T03:04:05Z","settings":{"rate":3}}""";

	private static final List<String> LINES = List.of(HEADER,
			"{\"kind\":\"send\",\"t\":1,\"type\":\"ok\",\"process\":\"p\",\"id\":\"a\",\"partition\":0,\"offset\":1,\"key\":\"k\",\"tx\":\"x\",\"error\":\"e\"}",
			"{\"kind\":\"tx\",\"t\":1,\"id\":\"x\",\"process\":\"p\",\"end\":\"commit\",\"type\":\"invoke\"}",
			"{\"kind\":\"assign\",\"t\":1,\"process\":\"c\",\"partitions\":[0],\"positions\":{\"0\":5}}",
			"{\"kind\":\"poll\",\"t\":1,\"process\":\"c\",\"records\":[{\"partition\":0,\"offset\":7,\"id\":\"a\"}]}",
			"{\"kind\":\"scan\",\"t\":1,\"process\":\"s\",\"isolation\":\"read_committed\",\"records\":[]}",
			"{\"kind\":\"log\",\"t\":1,\"partition\":0,\"start\":0,\"end\":9}",
			"{\"kind\":\"fault\",\"t\":1,\"type\":\"asked\",\"fault\":\"kill\",\"node\":1,\"nodes\":[1],\"target\":\"leader\",\"error\":\"e\"}",
			"{\"kind\":\"partition\",\"t\":1,\"partition\":1,\"leader\":1,\"epoch\":4,\"isr\":[2],\"elr\":[3],\"replicas\":[1],\"seen_from\":2}",
			"{\"kind\":\"quorum\",\"t\":1,\"leader\":2,\"epoch\":9,\"voters\":[1],\"seen_from\":3}",
			"{\"kind\":\"phase\",\"t\":1,\"name\":\"read\"}",
			"{\"kind\":\"config\",\"t\":1,\"topic\":{\"a\":\"1\"},\"nodes\":{\"1\":{\"b\":\"2\"}}}",
			"{\"kind\":\"unmet\",\"t\":1,\"step\":\"s\",\"condition\":\"c\",\"seen\":\"n\"}",
			"{\"kind\":\"observation\",\"t\":1,\"name\":\"n\",\"value\":5}",
			"{\"kind\":\"note\",\"t\":1,\"text\":\"n\"}");

	/** What may be null, which is as good as absent; and what may be two types. */
	private static final Set<String> OPTIONAL = Set.of("key", "tx", "error", "node", "nodes", "target", "leader", "elr",
			"send offset", "send partition", "records.id");

	static Stream<String> lines() {
		return LINES.stream();
	}

	@ParameterizedTest
	@MethodSource("lines")
	void isRefused(String line) {
		assertThat(problem(line)).isNull();
		ObjectNode event = (ObjectNode) JSON.readTree(line);
		for (String field : List.copyOf(event.propertyNames())) {
			for (JsonNode other : others(event, field)) {
				String wrong = JSON.writeValueAsString(event.deepCopy().set(field, other));
				assertThat(problem(wrong)).as(wrong).isNotNull().contains(field);
			}
		}
	}

	private static List<JsonNode> others(ObjectNode event, String field) {
		List<JsonNode> others = new ArrayList<>();
		JsonNode value = event.path(field);
		for (JsonNode other : JSON.readTree("[1, 1.5, true, \"word\", {\"x\":{}}, [[]], null]")) {
			boolean legal = other.getNodeType() == value.getNodeType() && !other.isFloatingPointNumber();
			boolean optional = other.isNull() && (OPTIONAL.contains(field)
					|| OPTIONAL.contains(event.path("kind").stringValue("") + " " + field));
			boolean observed = field.equals("value") && (other.isNumber() || other.isString());
			if (!legal && !optional && !observed) {
				others.add(other);
			}
		}
		return others;
	}

	private static @Nullable String problem(String line) {
		byte[] history = ((line.contains("\"run\"") ? "" : HEADER + "\n") + line).getBytes(StandardCharsets.UTF_8);
		try (HistoryReader reader = new HistoryReader(new ByteArrayInputStream(history))) {
			reader.forEach((number, event) -> {
			});
			return null;
		}
		catch (HistoryException ex) {
			return ex.getMessage();
		}
	}

}
