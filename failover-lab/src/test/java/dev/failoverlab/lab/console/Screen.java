package dev.failoverlab.lab.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal that remembers what was written to it. */
public final class Screen {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private final Terminal terminal;

	private Screen(boolean live, boolean colours) {
		this.terminal = new Terminal(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), live, colours);
	}

	public static Screen pipe() {
		return new Screen(false, false);
	}

	static Screen live() {
		return new Screen(true, false);
	}

	public static Screen colourful() {
		return new Screen(true, true);
	}

	public Terminal terminal() {
		return this.terminal;
	}

	public String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	public String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

}
