package dev.failoverlab.witness;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The fields of one event as JSON, except for the time: that is known only when the line
 * gets its place in the file. kafka-clients brings no JSON.
 */
final class Line {

	private static final int LENGTH = 256;

	private final Ascii text;

	private boolean first = true;

	/** Starts an event of a kind. */
	Line(String kind) {
		this.text = new Ascii(LENGTH);
		this.text.add("\"kind\":\"").add(kind).add('"');
	}

	/** Starts an event with the fields of another, which does not change. */
	Line(Line head) {
		this.text = new Ascii(head.text);
	}

	/** Adds a text; null adds nothing. */
	Line text(String name, @Nullable String value) {
		return (value != null) ? field(name).quoted(value) : this;
	}

	/** Adds a number; null adds nothing. */
	Line number(String name, @Nullable Number value) {
		if (value != null) {
			field(name).text.add(value.longValue());
		}
		return this;
	}

	/** Adds true or false. */
	Line flag(String name, boolean value) {
		return json(name, String.valueOf(value));
	}

	/** Adds something that is JSON already. */
	Line json(String name, String json) {
		field(name).text.add(json);
		return this;
	}

	/** Starts a list of records, which {@link #end} ends. */
	Line records() {
		this.first = true;
		return json("records", "[");
	}

	/** Adds a record to the list. */
	Line record(int partition, long offset, @Nullable String id) {
		this.text.add(this.first ? "{\"partition\":" : ",{\"partition\":").add(partition);
		this.text.add(",\"offset\":").add(offset);
		this.first = false;
		text("id", id).text.add('}');
		return this;
	}

	/** Ends the list of records. */
	Line end() {
		this.text.add(']');
		return this;
	}

	/** The fields, without braces. */
	Ascii text() {
		return this.text;
	}

	private Line field(String name) {
		this.text.add(",\"").add(name).add("\":");
		return this;
	}

	private Line quoted(String value) {
		this.text.add('"');
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c < ' ' || c >= 0x7f) {
				this.text.add(String.format(Locale.ROOT, "\\u%04x", (int) c));
			}
			else {
				if (c == '"' || c == '\\') {
					this.text.add('\\');
				}
				this.text.add(c);
			}
		}
		this.text.add('"');
		return this;
	}

}
