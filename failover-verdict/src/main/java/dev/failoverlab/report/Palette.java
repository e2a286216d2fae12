package dev.failoverlab.report;

import java.util.regex.Pattern;

import dev.failoverlab.verdict.Outcome;

/** The colours of a terminal, by what they mean. */
public enum Palette {

	/** All is well. */
	GOOD("32"),

	/** A fault, or an undecided outcome. */
	WARNING("33;1"),

	/** Wrong. */
	BAD("31;1"),

	/** Less important than the rest. */
	FAINT("2"),

	/** A heading or a name. */
	STRONG("1");

	private static final Pattern ESCAPE = Pattern.compile("\u001B\\[[0-9;]*m");

	private final String code;

	Palette(String code) {
		this.code = code;
	}

	/** The colour of an outcome. */
	public static Palette of(Outcome outcome) {
		return switch (outcome) {
			case PASS -> GOOD;
			case FAIL -> BAD;
			case INVALID -> WARNING;
		};
	}

	/** The text between ANSI escape sequences; an empty text stays empty. */
	public String paint(String text) {
		return text.isEmpty() ? "" : "\u001B[" + this.code + "m" + text + "\u001B[0m";
	}

	/** A text as a terminal shows it, without the colours of this palette. */
	public static String strip(String text) {
		return ESCAPE.matcher(text).replaceAll("");
	}

}
