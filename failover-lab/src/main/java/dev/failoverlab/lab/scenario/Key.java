package dev.failoverlab.lab.scenario;

import java.util.HashMap;
import java.util.Map;

import dev.failoverlab.cluster.fault.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A key that a file can have: all that the reader, the schema and the documentation know
 * of it.
 *
 * @param name the key
 * @param type what its value may be
 * @param required whether it must be there
 * @param leftOut what holds when it is left out: a value as a file has it, or a phrase
 * @param otherwise the same as it is read, if it is a value
 * @param sentence what it says, for people
 * @param <T> what its value is read as
 */
record Key<T>(String name, Type<T> type, boolean required, String leftOut, @Nullable T otherwise, String sentence) {

	static <T> Key<T> required(String name, Type<T> type, String sentence) {
		return new Key<>(name, type, true, "", null, sentence);
	}

	/** A key with the value that it has when it is left out. */
	static <T> Key<T> of(String name, Type<T> type, String leftOut, String sentence) {
		T otherwise = YamlText.inOption(name, leftOut, (value) -> type.read(name, value));
		return new Key<>(name, type, false, leftOut, otherwise, sentence);
	}

	/** A key without which something holds that depends on others. */
	static <T> Key<T> optional(String name, Type<T> type, String leftOut, String sentence) {
		return new Key<>(name, type, false, leftOut, null, sentence);
	}

	/** A parameter of a fault. */
	static <T> Key<T> of(Parameter<T> parameter) {
		T otherwise = parameter.otherwise().orElse(null);
		return new Key<>(parameter.name(), Type.of(parameter.type()), otherwise == null,
				(otherwise != null) ? parameter.type().text(otherwise) : "", otherwise, parameter.sentence());
	}

	Key<T> needed() {
		return new Key<>(this.name, this.type, true, "", null, this.sentence);
	}

	Key<T> optional() {
		return new Key<>(this.name, this.type, false, this.leftOut, this.otherwise, this.sentence);
	}

	/**
	 * What holds when it is left out, for people; nothing where that is an empty list.
	 */
	String whenLeftOut() {
		return this.leftOut.matches("\\{}|\\[]") ? "" : this.leftOut;
	}

	Map<String, Object> schema() {
		Map<String, Object> schema = new HashMap<>(this.type.schema());
		String otherwise = whenLeftOut();
		schema.put("description", this.sentence + (otherwise.isEmpty() ? "" : " Left out: " + otherwise + "."));
		return schema;
	}

}
