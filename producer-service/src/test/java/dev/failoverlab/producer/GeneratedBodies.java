package dev.failoverlab.producer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Bodies that are emails, nearly emails, and nothing like it; the same for the same seed.
 */
final class GeneratedBodies {

	/** Pieces of JSON text, each fine in one field and refused in another. */
	private static final List<String> PIECES = List.of("a", "é", "✓", "😀", "\\n", "\\t", "\\u0000", "\\u001f",
			"\\u007f", "\\u0085", "\\u2028", "\\u2029", "\\u202e", "\\u2066", "\\ud800", "\\udc00", "\\ud83d\\ude00",
			"\\uffff", " ", "\\\"", "\\\\", "\\/", "\u202e", "\u2028", "\u0085", "\u00a0", "@", ".", "<", "{",
			"x".repeat(300));

	/** What stands where a text should. */
	private static final List<String> OTHERS = List.of("null", "1", "-0.5e3", "true", "[]", "{}", "[\"a\"]", "", "'a'",
			"NaN", "\"");

	/** What a strict decoder refuses, and some of what it takes. */
	private static final List<byte[]> BYTES = List.of(bytes(0xff), bytes(0xc0, 0x80), bytes(0xed, 0xa0, 0x80),
			bytes(0xf4, 0x90, 0x80, 0x80), bytes(0xe2, 0x9c), bytes(0x00), bytes(0x0a), bytes(0xef, 0xbb, 0xbf),
			bytes(0xc3, 0xa9), bytes('"'), bytes('{'), bytes('\\'));

	private final Random random;

	GeneratedBodies(long seed) {
		this.random = new Random(seed);
	}

	byte[] next(int number) {
		byte[] body = email(number).getBytes(StandardCharsets.UTF_8);
		for (int left = this.random.nextInt(4) - 1; left > 0; left--) {
			body = broken(body);
		}
		return body;
	}

	private String email(int number) {
		String id = (this.random.nextInt(5) > 0) ? "\"id\":" + value("g-" + number) + "," : "";
		String more = (this.random.nextInt(20) == 0) ? ",\"cc\":\"x\"" : "";
		return "{%s\"from\":%s,\"to\":%s,\"subject\":%s,\"body\":%s%s}".formatted(id, value("ann@example.org"),
				value("user" + number % 50 + "@example.org"), value("Hello"), value("text"), more);
	}

	private String value(String usual) {
		return switch (this.random.nextInt(20)) {
			case 0 -> any(OTHERS);
			case 1, 2 -> {
				int at = this.random.nextInt(usual.length() + 1);
				yield '"' + usual.substring(0, at) + any(PIECES) + any(PIECES) + usual.substring(at) + '"';
			}
			default -> '"' + usual + '"';
		};
	}

	private byte[] broken(byte[] body) {
		int at = this.random.nextInt(body.length + 1);
		int to = at + this.random.nextInt(body.length - at + 1);
		byte[] before = Arrays.copyOf(body, at);
		byte[] after = Arrays.copyOfRange(body, at, body.length);
		return switch (this.random.nextInt(5)) {
			case 0 -> before;
			case 1 -> joined(before, any(BYTES), after);
			case 2 -> joined(before, bytes(this.random.nextInt(256)), after);
			case 3 -> joined(before, Arrays.copyOfRange(body, to, body.length));
			default -> joined(before, Arrays.copyOfRange(body, at, to), after);
		};
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private static byte[] joined(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

}
