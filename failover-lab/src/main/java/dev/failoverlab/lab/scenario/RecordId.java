package dev.failoverlab.lab.scenario;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a record that others send has its id. */
@FunctionalInterface
public interface RecordId {

	/** The id of a record, or null when it has none there. */
	@Nullable String of(ConsumerRecord<String, String> message);

	/**
	 * Reads {@code key}, {@code header NAME} or {@code json /PATH}.
	 * @throws IllegalArgumentException when it is none of them
	 */
	static RecordId parse(String text) {
		Matcher matcher = Pattern.compile("key|header\\s+(?<header>\\S.*)|json\\s+(?<path>/.*)").matcher(text.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"a record's id is in: key, header NAME, or json /PATH (a JSON pointer), not \"" + text + "\"");
		}
		String header = matcher.group("header");
		String path = matcher.group("path");
		if (header != null) {
			return (message) -> inHeader(message, header);
		}
		if (path != null) {
			JsonPointer pointer = JsonPointer.compile(path);
			return (message) -> inJson(message, pointer);
		}
		return ConsumerRecord::key;
	}

	private static @Nullable String inHeader(ConsumerRecord<String, String> message, String name) {
		Header header = message.headers().lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

	/** A text or a number. */
	private static @Nullable String inJson(ConsumerRecord<String, String> message, JsonPointer pointer) {
		try {
			JsonNode id = (message.value() != null) ? new JsonMapper().readTree(message.value()).at(pointer) : null;
			return (id != null && id.isValueNode() && !id.isNull()) ? id.asString() : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
