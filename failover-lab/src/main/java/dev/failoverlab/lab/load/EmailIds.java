package dev.failoverlab.lab.load;

import dev.failoverlab.history.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the email's id from a record's value. */
public final class EmailIds {

	private static final JsonMapper JSON = new JsonMapper();

	private EmailIds() {
	}

	/**
	 * The position of a record, with its email's id.
	 * @param message the record as it was read
	 * @return its position, without an id when its value is not an email
	 */
	public static Event.Position position(ConsumerRecord<String, String> message) {
		return new Event.Position(message.partition(), message.offset(), in(message.value()));
	}

	private static @Nullable String in(@Nullable String value) {
		try {
			JsonNode id = (value != null) ? JSON.readTree(value).get("id") : null;
			return (id != null && id.isString()) ? id.stringValue() : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
