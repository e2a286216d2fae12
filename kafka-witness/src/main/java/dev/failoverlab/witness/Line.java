package dev.failoverlab.witness;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one event as JSON, in ASCII, except for the time: that is known only when
 * the line gets its place in the file. Written by hand, because kafka-clients brings no
 * JSON, and because each record that is sent costs two lines.
 */
final class Line {

	private static final int LENGTH = 256;

	private byte[] bytes;

	private int length;

	private boolean first = true;

	/** Starts an event of a kind. */
	Line(String kind) {
		this.bytes = new byte[LENGTH];
		raw("\"kind\":\"").raw(kind).raw("\"");
	}

	/** Starts an event with the fields of another, which does not change. */
	Line(Line head) {
		this.bytes = head.bytes.clone();
		this.length = head.length;
	}

	/** Adds a text; null adds nothing. */
	Line text(String name, @Nullable String value) {
		return (value != null) ? field(name).quoted(value) : this;
	}

	/** Adds a number; null adds nothing. */
	Line number(String name, @Nullable Number value) {
		return (value != null) ? field(name).digits(value.longValue()) : this;
	}

	/** Adds true or false. */
	Line flag(String name, boolean value) {
		return field(name).raw(String.valueOf(value));
	}

	/** Adds something that is JSON already. */
	Line json(String name, String json) {
		return field(name).raw(json);
	}

	/** Starts a list of records, which {@link #end} ends. */
	Line records() {
		this.first = true;
		return field("records").raw("[");
	}

	/** Adds a record to the list. */
	Line record(int partition, long offset, @Nullable String id) {
		raw(this.first ? "{\"partition\":" : ",{\"partition\":").digits(partition).raw(",\"offset\":").digits(offset);
		this.first = false;
		return text("id", id).raw("}");
	}

	/** Ends the list of records. */
	Line end() {
		return raw("]");
	}

	byte[] bytes() {
		return this.bytes;
	}

	int length() {
		return this.length;
	}

	private Line field(String name) {
		return raw(",\"").raw(name).raw("\":");
	}

	private Line quoted(String value) {
		raw("\"");
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c < ' ' || c >= 0x7f) {
				raw(String.format(Locale.ROOT, "\\u%04x", (int) c));
			}
			else {
				if (c == '"' || c == '\\') {
					put('\\');
				}
				put(c);
			}
		}
		return raw("\"");
	}

	private Line digits(long value) {
		return raw(Long.toString(value));
	}

	private Line raw(String ascii) {
		for (int i = 0; i < ascii.length(); i++) {
			put(ascii.charAt(i));
		}
		return this;
	}

	private void put(char ascii) {
		if (this.length == this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, 2 * this.length);
		}
		this.bytes[this.length++] = (byte) ascii;
	}

}
