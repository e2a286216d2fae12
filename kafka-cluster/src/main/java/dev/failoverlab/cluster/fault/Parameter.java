package dev.failoverlab.cluster.fault;

import java.util.Optional;

/**
 * One key of a fault besides its target. Scenario reader, schema and documentation all
 * use this description.
 *
 * @param type which values are valid
 * @param otherwise the default value; empty when the key is required
 * @param sentence what it means, for people
 * @param <T> the Java type of a value
 */
public record Parameter<T>(String name, ValueType<T> type, Optional<T> otherwise, String sentence) {

	/** A required parameter. */
	public static <T> Parameter<T> required(String name, ValueType<T> type, String sentence) {
		return new Parameter<>(name, type, Optional.empty(), sentence);
	}

	/** An optional parameter with a default value. */
	public static <T> Parameter<T> optional(String name, ValueType<T> type, T otherwise, String sentence) {
		return new Parameter<>(name, type, Optional.of(otherwise), sentence);
	}

	/**
	 * Reads a value.
	 * @param text as in a file or a request
	 * @throws IllegalArgumentException when it is not valid; the message begins with the
	 * parameter's name
	 */
	public T parse(String text) {
		try {
			return this.type.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(this.name + " " + ex.getMessage(), ex);
		}
	}

}
