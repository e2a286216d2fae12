package dev.failoverlab.lab.scenario;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.ExpectationException;
import dev.failoverlab.verdict.NearestName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A value that somebody wrote. */
sealed interface Value {

	/** Text that needs no quotes in YAML, wherever it is. */
	Pattern PLAIN = Pattern.compile("[A-Za-z0-9]([\\w ./%=-]*[\\w./%=-])?");

	JsonMapper JSON = new JsonMapper();

	/**
	 * Where it is written.
	 * @return {@code file:line:column}, or the option of the command line
	 */
	String place();

	default DefinitionException wrong(String problem) {
		return wrong(place(), problem);
	}

	static DefinitionException wrong(String place, String problem) {
		return new DefinitionException(place + ": " + problem, null);
	}

	/** A key that is none of those that there are. */
	static DefinitionException unknownKey(String place, String key, String owner, Collection<String> known) {
		return wrong(place, "unknown key \"" + key + "\" of " + owner + "; expected one of "
				+ known.stream().sorted().collect(Collectors.joining(", ")) + NearestName.hint(key, known));
	}

	/** What the value means to code that refuses what makes no sense. */
	default <T> T understood(Supplier<T> meaning) {
		try {
			return meaning.get();
		}
		catch (IllegalArgumentException | ExpectationException ex) {
			throw wrong(String.valueOf(ex.getMessage()));
		}
	}

	/** The same with a pattern replaced in every text. */
	default Value replaced(Pattern pattern, String by) {
		if (this instanceof Text text) {
			return new Text(text.place(), pattern.matcher(text.text()).replaceAll(by));
		}
		if (this instanceof Items list) {
			return new Items(list.place(), list.items().stream().map((each) -> each.replaced(pattern, by)).toList());
		}
		Map<String, Mapping.Entry> entries = new LinkedHashMap<>(mapping("").entries());
		entries.replaceAll((key, entry) -> new Mapping.Entry(entry.place(), entry.value().replaced(pattern, by)));
		return new Mapping(place(), entries);
	}

	/** As a file has it, on one line. */
	default String yaml() {
		if (this instanceof Text text) {
			return PLAIN.matcher(text.text()).matches() ? text.text() : JSON.writeValueAsString(text.text());
		}
		if (this instanceof Items list) {
			return list.items().stream().map(Value::yaml).collect(Collectors.joining(", ", "[ ", " ]"));
		}
		return mapping("").entries()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + entry.getValue().value().yaml())
			.collect(Collectors.joining(", ", "{ ", " }"));
	}

	default Mapping mapping(String name) {
		if (this instanceof Mapping mapping) {
			return mapping;
		}
		throw wrong(name + " must be a list of keys with values");
	}

	/** A text, a number or the like. */
	record Text(String place, String text) implements Value {
	}

	/** A list. */
	record Items(String place, List<Value> items) implements Value {
	}

	/** Keys with values, in the order of the file. */
	record Mapping(String place, Map<String, Entry> entries) implements Value {

		/** The value of a key, and where the key is. */
		record Entry(String place, Value value) {
		}

		static Mapping empty(String place) {
			return new Mapping(place, Map.of());
		}

		@Nullable Value get(String key) {
			Entry entry = this.entries.get(key);
			return (entry != null) ? entry.value() : null;
		}

		/** The same with this value of a key. */
		Mapping with(String key, Value value) {
			return new Mapping(this.place, Map.of(key, new Entry(value.place(), value))).over(this);
		}

		/** These keys in the place of the same keys of another, or after them. */
		Mapping over(Mapping base) {
			Map<String, Entry> all = new LinkedHashMap<>(base.entries);
			all.putAll(this.entries);
			return new Mapping(this.place, all);
		}

		Mapping only(Predicate<String> wanted) {
			Map<String, Entry> kept = new LinkedHashMap<>(this.entries);
			kept.keySet().removeIf(wanted.negate());
			return new Mapping(this.place, kept);
		}

	}

}
