package dev.failoverlab.lab.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

import dev.failoverlab.lab.load.Email;
import tools.jackson.databind.json.JsonMapper;

/** The emails that all contenders send: of one size, to many recipients. */
final class Emails {

	/** Bytes of each email as JSON, which is the value of its record. */
	static final int SIZE = 256;

	private static final int COUNT = 300;

	private static final JsonMapper JSON = new JsonMapper();

	private static final List<Email> ALL = from(0, COUNT);

	private Emails() {
	}

	/** Different emails; the recipient is the key. */
	static List<Email> all() {
		return ALL;
	}

	static String json(Email email) {
		return JSON.writeValueAsString(email);
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Emails that follow each other. */
	static List<Email> from(long first, long count) {
		return LongStream.range(first, first + count).mapToObj(Emails::email).toList();
	}

	/** One of any number of emails with different ids, to some hundred recipients. */
	static Email email(long number) {
		String id = "bench-%09d".formatted(number);
		String to = "reader-%04d@example.com".formatted(number % COUNT);
		Email empty = new Email(id, "bench@example.org", to, "Measured", "");
		return new Email(id, empty.from(), to, empty.subject(), "x".repeat(SIZE - bytes(json(empty)).length));
	}

}
