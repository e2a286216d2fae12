package dev.failoverlab.lab.cli;

import org.jspecify.annotations.Nullable;

/**
 * One line that tells what happened.
 *
 * @param head what the line is filed under, or empty
 * @param text what happened
 * @param colour how it is meant, or null when it is neither good nor bad
 */
record Telling(String head, String text, Terminal.@Nullable Colour colour) {

	static Telling plain(String text) {
		return new Telling("", text, null);
	}

	static Telling faint(String text) {
		return new Telling("", text, Terminal.Colour.FAINT);
	}

	static Telling good(String text) {
		return new Telling("", text, Terminal.Colour.GOOD);
	}

	static Telling warning(String text) {
		return new Telling("", text, Terminal.Colour.WARNING);
	}

	static Telling bad(String text) {
		return new Telling("", text, Terminal.Colour.BAD);
	}

	Telling under(String head) {
		return new Telling(head, this.text, this.colour);
	}

}
