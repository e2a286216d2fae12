package dev.failoverlab.lab.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.function.Consumer;

import dev.failoverlab.report.Palette;

/**
 * Where the command line writes: lines, and on a real terminal one more line below them
 * that is redrawn in place. Safe for use by several threads.
 */
public final class Terminal {

	/** Without the terminal's own wrapping a status line can never become two. */
	private static final String REDRAW = "\r\033[?7l%s\033[K\033[?7h";

	private static final String ERASE = "\r\033[K";

	private final PrintStream out;

	private final PrintStream err;

	private final boolean live;

	private final boolean colours;

	private String status = "";

	public Terminal(PrintStream out, PrintStream err, boolean live, boolean colours) {
		this.out = out;
		this.err = err;
		this.live = live;
		this.colours = colours;
	}

	/**
	 * The terminal of this process. Java 17 cannot tell whether standard output is one;
	 * the launcher can, and says so.
	 * @param environment {@code NO_COLOR} and {@code TERM} are honoured
	 */
	public static Terminal ofProcess(Map<String, String> environment) {
		boolean live = Boolean.getBoolean("failoverlab.terminal")
				&& !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
		return new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), live,
				live && environment.getOrDefault("NO_COLOR", "").isEmpty());
	}

	/**
	 * Asks for a line.
	 * @return what was typed; empty when standard input is no terminal, or has ended
	 */
	public synchronized Optional<String> ask(String question) {
		if (!Boolean.getBoolean("failoverlab.input")) {
			return Optional.empty();
		}
		this.out.print(question);
		this.out.flush();
		Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
		return input.hasNextLine() ? Optional.of(input.nextLine()) : Optional.empty();
	}

	/**
	 * UTF-8 whatever the locale: Java would write a question mark for a dash in a bare
	 * one.
	 */
	private static PrintStream stream(FileDescriptor descriptor) {
		return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), false,
				StandardCharsets.UTF_8);
	}

	/** Where to print something long in one go. */
	public PrintStream out() {
		return this.out;
	}

	/** Where to print something long that goes wrong. */
	public PrintStream err() {
		return this.err;
	}

	/** Whether a status line can be redrawn in place. */
	public boolean isLive() {
		return this.live;
	}

	public boolean hasColours() {
		return this.colours;
	}

	/** Prints a line, without its colours where they cannot be shown. */
	public synchronized void line(String text) {
		write(this.out, text);
	}

	/** A line for people that is no part of what the command was asked to print. */
	public synchronized void error(String text) {
		write(this.err, text);
	}

	/**
	 * Shows what is going on right now below all lines; without a live terminal nothing.
	 * @param text the line, or empty to take it away
	 */
	public synchronized void status(String text) {
		String safe = Palette.safe(text);
		if (this.live && !safe.equals(this.status)) {
			this.status = safe;
			this.out.print(safe.isEmpty() ? ERASE : REDRAW.formatted(safe));
			this.out.flush();
		}
	}

	/** Shows what is going on: in place on a live terminal, else line by line. */
	public Consumer<String> progress() {
		return isLive() ? this::status : this::error;
	}

	private void write(PrintStream stream, String text) {
		if (!this.status.isEmpty()) {
			this.out.print(ERASE);
			this.out.flush();
		}
		stream.println(Palette.safe(this.colours ? text : Palette.strip(text)));
		stream.flush();
		if (!this.status.isEmpty()) {
			this.out.print(REDRAW.formatted(this.status));
			this.out.flush();
		}
	}

}
