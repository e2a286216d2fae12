package dev.failoverlab.lab.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.failoverlab.cluster.fault.ValueType;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.verdict.NearestName;

/**
 * What the value of a key may be: how it is read, and what a JSON schema says of it.
 *
 * @param <T> what it is read as
 */
interface Type<T> {

	/**
	 * Reads a value.
	 * @param name what it is called in messages
	 * @param value the value
	 * @throws DefinitionException with every mistake in it
	 */
	T read(String name, Value value);

	/** What a JSON schema says of the value. */
	Map<String, Object> schema();

	/**
	 * Puts a value among the keys of another value, which is of this type.
	 * @param into the other value
	 * @param path where to, keys joined by dots
	 * @param value the value
	 * @throws DefinitionException when there is no such place
	 */
	default Mapping put(Mapping into, String path, Value value) {
		throw value.wrong("there is no key " + path + " here");
	}

	/** A text that is not empty. */
	static Scalar<String> text() {
		return new Scalar<>(Map.of("type", "string"), (name, text) -> {
			if (text.isBlank()) {
				throw new IllegalArgumentException(name + " must not be empty");
			}
			return text.strip();
		});
	}

	/**
	 * A text that code understands, or refuses with a message that says what is expected.
	 */
	static <T> Scalar<T> text(List<String> examples, Function<String, T> meaning) {
		return new Scalar<>(Map.of("type", "string", "examples", examples), (name, text) -> meaning.apply(text));
	}

	/** A number, a time and the like. */
	static <T> Scalar<T> of(ValueType<T> type) {
		return new Scalar<>(schema(type), (name, text) -> {
			try {
				return type.parse(text);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						name + " " + ex.getMessage()
								+ ((type instanceof ValueType.Word word) ? NearestName.hint(text, word.words()) : ""),
						ex);
			}
		});
	}

	static Scalar<Integer> number(int least, int most) {
		return of(new ValueType.Whole(least, most));
	}

	/** One of a few words, and what each means. */
	static <T> Scalar<T> word(Collection<T> meanings, Function<T, String> words) {
		return of(new ValueType.Word(meanings.stream().map(words).sorted().toList()))
			.as((word) -> meanings.stream().filter((each) -> words.apply(each).equals(word)).findFirst().orElseThrow());
	}

	static Scalar<Boolean> trueOrFalse() {
		return new Scalar<>(Map.of("type", "boolean"), word(List.of(true, false), String::valueOf).meaning());
	}

	private static Map<String, Object> schema(ValueType<?> type) {
		if (type instanceof ValueType.Whole whole) {
			return Map.of("type", "integer", "minimum", whole.least(), "maximum", whole.most());
		}
		if (type instanceof ValueType.Word word) {
			return Map.of("enum", word.words());
		}
		Pattern pattern = (type instanceof ValueType.Amount amount) ? amount.pattern() : ValueType.Time.PATTERN;
		return Map.of("type", "string", "pattern", "^" + pattern + "$");
	}

	/** A text, a number or the like. */
	record Scalar<T>(Map<String, Object> schema, BiFunction<String, String, T> meaning) implements Type<T> {

		@Override
		public T read(String name, Value value) {
			if (value instanceof Value.Text text) {
				return text.understood(() -> this.meaning.apply(name, text.text()));
			}
			throw value.wrong(name + " must be a text");
		}

		<R> Scalar<R> as(Function<T, R> next) {
			return new Scalar<>(this.schema, this.meaning.andThen(next));
		}

	}

	/** A list of this many items or more. */
	record Items<T>(int least, Type<T> item) implements Type<List<T>> {

		@Override
		public List<T> read(String name, Value value) {
			if (value instanceof Value.Items list && list.items().size() >= this.least) {
				return Mistakes.inAll(list.items(), (each) -> this.item.read("an item of " + name, each));
			}
			throw value.wrong(name + " must be a list" + ((this.least > 0) ? " that is not empty" : ""));
		}

		@Override
		public Map<String, Object> schema() {
			return Map.of("type", "array", "minItems", this.least, "items", this.item.schema());
		}

	}

}
