package dev.failoverlab.report;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final String END = "\u001B[0m";

	private static final Pattern COLOUR = Pattern
		.compile(Stream.concat(Arrays.stream(values()).map(Palette::begin), Stream.of(END))
			.map(Pattern::quote)
			.collect(Collectors.joining("|")));

	private static final Pattern LETTER = Pattern.compile("(" + COLOUR + "|[\n\t])|.", Pattern.DOTALL);

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
		return text.isEmpty() ? "" : begin() + text + END;
	}

	private String begin() {
		return "\u001B[" + this.code + "m";
	}

	/**
	 * A text that cannot control a terminal: what moves the cursor or is no letter is
	 * spelled out, except for this palette's colours, tabs and line ends.
	 */
	public static String safe(String text) {
		return LETTER.matcher(text)
			.replaceAll((match) -> Matcher
				.quoteReplacement((match.group(1) != null) ? match.group(1) : Format.plain(match.group())));
	}

	/** A text as a terminal shows it, without the colours of this palette. */
	public static String strip(String text) {
		return COLOUR.matcher(text).replaceAll("");
	}

}
