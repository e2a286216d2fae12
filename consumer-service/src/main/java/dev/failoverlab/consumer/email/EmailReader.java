package dev.failoverlab.consumer.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads emails from the values of their records. This is where bytes become text, and
 * what is not text in UTF-8 is no email. What an email does not have is skipped as it is
 * read, so that a record never takes more memory than a few times its size.
 */
@Component
class EmailReader {

	/** In bytes: far above what a topic takes, unless it is compressed. */
	private static final int LARGEST = 8 << 20;

	/** Ids are kept by the hundred thousand, so they have to have an end. */
	private static final int LONGEST_ID = 256;

	private static final Set<String> FIELDS = Set.of("id", "from", "to", "subject", "body");

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
	Email read(byte @Nullable [] value) {
		Map<String, Object> fields = fields(value);
		return new Email(id(fields), required(fields, "from"), required(fields, "to"), optional(fields, "subject"),
				optional(fields, "body"));
	}

	/**
	 * The id of an email that need not be readable otherwise.
	 * @param value the record's value
	 * @return the id, or null when there is none that can be read
	 */
	@Nullable String idIn(byte @Nullable [] value) {
		try {
			return id(fields(value));
		}
		catch (UnreadableEmailException ex) {
			return null;
		}
	}

	/** The fields that are text, and for others what they are. */
	private Map<String, Object> fields(byte @Nullable [] value) {
		if (value == null) {
			throw unreadable("it has no value", null);
		}
		if (value.length > LARGEST) {
			throw unreadable("its value has " + value.length + " bytes, more than " + LARGEST, null);
		}
		try (JsonParser parser = this.json
			.createParser(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString())) {
			return fields(parser);
		}
		catch (CharacterCodingException ex) {
			throw unreadable("its value is not UTF-8", ex);
		}
		catch (JacksonException ex) {
			throw unreadable("its value is not JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private static Map<String, Object> fields(JsonParser parser) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			throw unreadable("its value is no JSON object", null);
		}
		Map<String, Object> fields = new HashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			JsonToken token = parser.nextToken();
			if (token != JsonToken.VALUE_NULL && FIELDS.contains(name)) {
				fields.put(name, (token == JsonToken.VALUE_STRING) ? parser.getString() : token);
			}
			parser.skipChildren();
		}
		if (parser.nextToken() != null) {
			throw unreadable("its value is not JSON: there is something behind the object", null);
		}
		return fields;
	}

	private static String id(Map<String, Object> fields) {
		String id = required(fields, "id");
		if (id.length() > LONGEST_ID) {
			throw unreadable("its \"id\" is longer than " + LONGEST_ID + " characters", null);
		}
		return id;
	}

	private static String required(Map<String, Object> fields, String name) {
		String text = optional(fields, name);
		if (text == null || text.isBlank()) {
			throw unreadable("it has no \"" + name + "\"", null);
		}
		return text;
	}

	private static @Nullable String optional(Map<String, Object> fields, String name) {
		Object field = fields.get(name);
		if (field == null) {
			return null;
		}
		if (!(field instanceof String text) || text.codePoints().anyMatch(EmailReader::isHalf)) {
			throw unreadable("its \"" + name + "\" is not text", null);
		}
		return text;
	}

	/** An escape in JSON can be half of a surrogate pair, which is no character. */
	private static boolean isHalf(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

	private static UnreadableEmailException unreadable(String why, @Nullable Throwable cause) {
		return new UnreadableEmailException("The record is no email: " + why + ".", cause);
	}

}
