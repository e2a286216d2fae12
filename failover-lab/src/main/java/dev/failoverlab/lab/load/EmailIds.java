package dev.failoverlab.lab.load;

import dev.failoverlab.history.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whose a record is: the id in its value. */
public final class EmailIds {

	private static final JsonMapper JSON = new JsonMapper();

	private EmailIds() {
	}

	/**
	 * A record's place and whose it is.
	 * @param message the record as it was read
	 * @return its place, with no id when its value is no email
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
