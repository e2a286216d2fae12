package dev.failoverlab.verdict;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sentence or a part of one, in no language: a key of the texts and what to fill in.
 *
 * @param key which text
 * @param parameters by name: numbers, texts, booleans and lists of numbers; a time is in
 * milliseconds and its name ends with {@code _ms}
 */
public record Message(String key, Map<String, Object> parameters) {

	public Message {
		parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
	}

}
