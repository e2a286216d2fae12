package dev.failoverlab.cluster.fault;

import java.util.Optional;

/**
 * One key of a fault besides its target: the single description that scenario reader,
 * schema and documentation use.
 *
 * @param name the key
 * @param type what values it takes
 * @param otherwise the value when the key is left out; empty when it must be there
 * @param sentence what it means, for people
 * @param <T> what a value is in Java
 */
public record Parameter<T>(String name, ValueType<T> type, Optional<T> otherwise, String sentence) {

	/** One that must be there. */
	public static <T> Parameter<T> required(String name, ValueType<T> type, String sentence) {
		return new Parameter<>(name, type, Optional.empty(), sentence);
	}

	/** One that has a value when it is left out. */
	public static <T> Parameter<T> optional(String name, ValueType<T> type, T otherwise, String sentence) {
		return new Parameter<>(name, type, Optional.of(otherwise), sentence);
	}

	/** Whether it must be there. */
	public boolean isRequired() {
		return this.otherwise.isEmpty();
	}

	/**
	 * Reads a value.
	 * @param text as a file or a request has it
	 * @return the value
	 * @throws IllegalArgumentException when it is none; the message begins with the
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
