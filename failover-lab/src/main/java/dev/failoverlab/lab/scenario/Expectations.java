package dev.failoverlab.lab.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Value.Text;
import dev.failoverlab.verdict.Expectation;

/**
 * A list of expectations, in which {@code clean} means several; or {@code clean} alone.
 */
final class Expectations implements Type<List<String>> {

	private static final String CLEAN = "clean";

	private static final Items<List<String>> LIST = new Items<>(0, Type.text().as(Expectations::meaning));

	private static List<String> meaning(String text) {
		return text.equals(CLEAN) ? Expectation.CLEAN : List.of(Expectation.parse(text).text());
	}

	/**
	 * The same for a share group: members keep no order, and acknowledge what they are
	 * handed.
	 */
	static List<String> ofShareGroup(List<String> expectations) {
		Set<String> clean = new LinkedHashSet<>(expectations);
		if (clean.containsAll(Expectation.CLEAN)) {
			clean.removeAll(Expectation.CLEAN);
			clean.addAll(Expectation.SHARE_CLEAN);
		}
		return List.copyOf(clean);
	}

	@Override
	public List<String> read(String name, Value value) {
		return (value instanceof Text text && text.text().equals(CLEAN)) ? Expectation.CLEAN
				: LIST.read(name, value).stream().flatMap(List::stream).distinct().toList();
	}

	@Override
	public Map<String, Object> schema() {
		return Map.of("anyOf", Stream.of(Map.of("const", CLEAN), LIST.schema()).toList());
	}

}
