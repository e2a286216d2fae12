package dev.failoverlab.cluster.fault;

import java.util.HashMap;
import java.util.Map;

/**
 * The values of a fault's parameters, as far as they are given.
 *
 * @param given by the parameter's name, as {@link Parameter#parse} reads them
 */
public record Values(Map<String, Object> given) {

	/** None is given: parameters have their defaults. */
	public static final Values NONE = new Values(Map.of());

	public Values {
		given = Map.copyOf(given);
	}

	/**
	 * The value of a parameter.
	 * @param parameter the parameter
	 * @return what is given, else its default
	 * @throws IllegalArgumentException when it is required and not given
	 */
	@SuppressWarnings("unchecked") // By with and parse alone.
	public <T> T get(Parameter<T> parameter) {
		T value = (T) this.given.get(parameter.name());
		return (value != null) ? value : parameter.otherwise()
			.orElseThrow(() -> new IllegalArgumentException("the key " + parameter.name() + " is missing"));
	}

	/**
	 * The same with one more value.
	 * @param parameter its parameter
	 * @param value the value
	 * @return new values
	 */
	public <T> Values with(Parameter<T> parameter, T value) {
		Map<String, Object> all = new HashMap<>(this.given);
		all.put(parameter.name(), value);
		return new Values(all);
	}

	/**
	 * The same with one more value, which is written as text.
	 * @param parameter its parameter
	 * @param text the value's text
	 * @return new values
	 * @throws IllegalArgumentException when the text is no value of the parameter
	 */
	public <T> Values parse(Parameter<T> parameter, String text) {
		return with(parameter, parameter.parse(text));
	}

}
