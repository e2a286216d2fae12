package dev.failoverlab.consumer.email;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads emails from the values of their records. */
@Component
public class EmailReader {

	/** Ids are kept by the hundred thousand, so they have to have an end. */
	private static final int LONGEST_ID = 256;

	private final JsonMapper json;

	EmailReader(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Reads an email.
	 * @param value the record's value
	 * @return the email, with an id, a sender and a receiver
	 * @throws UnreadableEmailException when the value is none, with a message that says
	 * why
	 */
	Email read(@Nullable String value) {
		JsonNode fields = parse(value);
		String id = required(fields, "id");
		if (id.length() > LONGEST_ID) {
			throw unreadable("its \"id\" is longer than " + LONGEST_ID + " characters", null);
		}
		return new Email(id, required(fields, "from"), required(fields, "to"), optional(fields, "subject"),
				optional(fields, "body"));
	}

	/**
	 * The id of an email that need not be readable otherwise.
	 * @param value the record's value
	 * @return the id, or null when there is none that can be read
	 */
	public @Nullable String idIn(@Nullable String value) {
		try {
			String id = optional(parse(value), "id");
			return (id == null || id.isBlank() || id.length() > LONGEST_ID) ? null : id;
		}
		catch (UnreadableEmailException ex) {
			return null;
		}
	}

	private JsonNode parse(@Nullable String value) {
		if (value == null) {
			throw unreadable("it has no value", null);
		}
		try {
			JsonNode fields = this.json.readTree(value);
			if (!fields.isObject()) {
				throw unreadable("its value is no JSON object", null);
			}
			return fields;
		}
		catch (JacksonException ex) {
			throw unreadable("its value is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private static String required(JsonNode fields, String name) {
		String text = optional(fields, name);
		if (text == null || text.isBlank()) {
			throw unreadable("it has no \"" + name + "\"", null);
		}
		return text;
	}

	private static @Nullable String optional(JsonNode fields, String name) {
		JsonNode field = fields.path(name);
		if (field.isMissingNode() || field.isNull()) {
			return null;
		}
		if (!field.isString()) {
			throw unreadable("its \"" + name + "\" is not text", null);
		}
		return field.stringValue();
	}

	private static UnreadableEmailException unreadable(String why, @Nullable Throwable cause) {
		return new UnreadableEmailException("The record is no email: " + why + ".", cause);
	}

}
