package dev.failoverlab.cluster.fault;

import java.util.HashMap;
import java.util.Map;

/**
 * The given values of a fault's parameters.
 *
 * @param given by the parameter's name, as {@link Parameter#parse} reads them
 */
public record Values(Map<String, Object> given) {

	/** No given values: all parameters have their defaults. */
	public static final Values NONE = new Values(Map.of());

	public Values {
		given = Map.copyOf(given);
	}

	/**
	 * The value of a parameter.
	 * @return the given value, or its default
	 * @throws IllegalArgumentException when it is required and not given
	 */
	@SuppressWarnings("unchecked") // Only with and parse add values, with the right type.
	public <T> T get(Parameter<T> parameter) {
		T value = (T) this.given.get(parameter.name());
		return (value != null) ? value : parameter.otherwise()
			.orElseThrow(() -> new IllegalArgumentException("the key " + parameter.name() + " is missing"));
	}

	/** Adds a value. */
	public <T> Values with(Parameter<T> parameter, T value) {
		Map<String, Object> all = new HashMap<>(this.given);
		all.put(parameter.name(), value);
		return new Values(all);
	}

	/**
	 * Adds a value that is given as text.
	 * @param text the value's text
	 * @throws IllegalArgumentException when the text is not a valid value of the
	 * parameter
	 */
	public <T> Values parse(Parameter<T> parameter, String text) {
		return with(parameter, parameter.parse(text));
	}

}
