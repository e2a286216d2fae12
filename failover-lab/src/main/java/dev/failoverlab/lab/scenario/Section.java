package dev.failoverlab.lab.scenario;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Value.Mapping;

/**
 * Keys that belong together, and what they mean.
 *
 * @param owner what has these keys, for messages: {@code a layout}
 * @param keys the keys
 * @param meaning what is made of their values
 * @param <T> what that is
 */
record Section<T>(String owner, List<Key<?>> keys, Function<Section.Given, T> meaning) implements Type<T> {

	@Override
	public T read(String name, Value value) {
		Mapping mapping = value.mapping(name);
		Map<String, Object> values = new HashMap<>();
		Mistakes mistakes = new Mistakes();
		mapping.entries()
			.forEach((key, entry) -> mistakes
				.<Object>collect(() -> key(key, entry.place()).type().read(key, entry.value()))
				.ifPresent((read) -> values.put(key, read)));
		this.keys.stream()
			.filter((key) -> key.required() && mapping.get(key.name()) == null)
			.forEach((key) -> mistakes.collect(() -> {
				throw mapping.wrong("the key " + key.name() + " is missing");
			}));
		mistakes.refuse();
		return mapping.understood(() -> this.meaning.apply(new Given(mapping, values)));
	}

	boolean has(String name) {
		return this.keys.stream().anyMatch((key) -> key.name().equals(name));
	}

	private Key<?> key(String name, String place) {
		return this.keys.stream()
			.filter((key) -> key.name().equals(name))
			.findFirst()
			.orElseThrow(() -> Value.unknownKey(place, name, this.owner, this.keys.stream().map(Key::name).toList()));
	}

	@Override
	public Mapping put(Mapping into, String path, Value value) {
		String[] names = path.split("\\.", 2);
		Key<?> key = key(names[0], value.place());
		if (names.length == 1) {
			return into.with(path, value);
		}
		Mapping inner = (into.get(key.name()) instanceof Mapping section) ? section : Mapping.empty(value.place());
		return into.with(key.name(), key.type().put(inner, names[1], value));
	}

	@Override
	public Map<String, Object> schema() {
		Map<String, Object> properties = new LinkedHashMap<>();
		this.keys.forEach((key) -> properties.put(key.name(), key.schema()));
		return Map.of("type", "object", "additionalProperties", false, "properties", properties, "required",
				this.keys.stream().filter(Key::required).map(Key::name).toList());
	}

	/**
	 * A section of the same keys, none of them required, and more; checked, and taken as
	 * it is.
	 */
	Section<Mapping> part(String owner, Key<?>... more) {
		return new Section<>(owner,
				Stream.concat(Stream.of(more), this.keys.stream().<Key<?>>map(Key::optional)).toList(), Given::mapping);
	}

	/**
	 * What a file gives, each value right in itself.
	 *
	 * @param mapping as it is in the file
	 * @param values as it is read
	 */
	record Given(Mapping mapping, Map<String, Object> values) {

		boolean has(Key<?> key) {
			return this.values.containsKey(key.name());
		}

		/** The value as it is in the file, where it must be. */
		Value value(Key<?> key) {
			return Objects.requireNonNull(this.mapping.get(key.name()), key.name());
		}

		@SuppressWarnings("unchecked") // A section reads the value of a key with the
										// key's type.
		<T> Optional<T> find(Key<T> key) {
			return Optional.ofNullable((T) this.values.get(key.name()));
		}

		/** The value of a key that is required or has one when it is left out. */
		<T> T get(Key<T> key) {
			return find(key).or(() -> Optional.ofNullable(key.otherwise()))
				.orElseThrow(() -> new NoSuchElementException(key.name()));
		}

	}

}
