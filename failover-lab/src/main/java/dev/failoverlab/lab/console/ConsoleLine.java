package dev.failoverlab.lab.console;

import dev.failoverlab.report.Palette;
import org.jspecify.annotations.Nullable;

/**
 * One line that tells what happened.
 *
 * @param head what the line is filed under, or empty
 * @param text what happened
 * @param colour how it is meant, or null when it is neither good nor bad
 */
record ConsoleLine(String head, String text, @Nullable Palette colour) {

	static ConsoleLine plain(String text) {
		return new ConsoleLine("", text, null);
	}

	static ConsoleLine faint(String text) {
		return new ConsoleLine("", text, Palette.FAINT);
	}

	static ConsoleLine good(String text) {
		return new ConsoleLine("", text, Palette.GOOD);
	}

	static ConsoleLine warning(String text) {
		return new ConsoleLine("", text, Palette.WARNING);
	}

	static ConsoleLine bad(String text) {
		return new ConsoleLine("", text, Palette.BAD);
	}

	ConsoleLine under(String head) {
		return new ConsoleLine(head, this.text, this.colour);
	}

}
