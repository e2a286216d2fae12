package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;

/**
 * A run as its viewer sees it: lines as things happen, and below them on a live terminal
 * where the run is, a few times a second; elsewhere a line of progress whenever nothing
 * has happened for a while.
 */
public final class RunView implements Consumer<Event>, AutoCloseable {

	private static final Duration REDRAW = Duration.ofMillis(200);

	private static final Duration QUIET = Duration.ofSeconds(5);

	private static final String INDENT = " ".repeat(8);

	private static final long NANOS_IN_MILLI = 1_000_000;

	private final Terminal terminal;

	private final EventFormatter narrator;

	private final Timer clock = new Timer("run-view", true);

	/** The smallest difference between this JVM's clock and the run's. */
	private long offset = System.nanoTime();

	private long lastLine = System.nanoTime();

	private boolean closed;

	private RunView(Terminal terminal, String topic) {
		this.terminal = terminal;
		this.narrator = new EventFormatter(topic);
	}

	/**
	 * A view of a run that is under way.
	 * @param terminal where it is seen
	 * @param topic the topic that partition numbers belong to
	 */
	public static RunView live(Terminal terminal, String topic) {
		RunView view = new RunView(terminal, topic);
		view.clock.schedule(new TimerTask() {
			@Override
			public void run() {
				view.refresh();
			}
		}, REDRAW.toMillis(), REDRAW.toMillis());
		return view;
	}

	/**
	 * A view that tells what happens and is silent otherwise.
	 * @param terminal where it is seen
	 * @param topic the topic that partition numbers belong to
	 */
	public static RunView lines(Terminal terminal, String topic) {
		return new RunView(terminal, topic);
	}

	@Override
	public synchronized void accept(Event event) {
		this.offset = Math.min(this.offset, System.nanoTime() - event.t());
		this.narrator.tell(event).ifPresent((telling) -> print(event.t(), telling));
		if (event instanceof Event.Partition) {
			this.narrator.tellWhole().ifPresent((telling) -> print(event.t(), telling));
		}
	}

	/** Takes the status line away; what was printed stays. */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.clock.cancel();
		this.terminal.status("");
	}

	private synchronized void refresh() {
		long now = System.nanoTime();
		if (this.closed) {
			return;
		}
		if (this.terminal.isLive()) {
			this.terminal.status("  " + this.narrator.status(now - this.offset));
		}
		else if (now - this.lastLine >= QUIET.toNanos()) {
			print(now - this.offset, ConsoleLine.faint("... " + this.narrator.status(now - this.offset)));
		}
	}

	private void print(long t, ConsoleLine telling) {
		this.lastLine = System.nanoTime();
		String time = String.format(Locale.ROOT, "%9s", Format.moment(t / NANOS_IN_MILLI));
		String head = telling.head().isEmpty() ? "" : this.terminal.paint(Palette.STRONG, telling.head());
		String padding = INDENT.substring(Math.min(INDENT.length(), telling.head().length()));
		String text = (telling.colour() != null) ? this.terminal.paint(telling.colour(), telling.text())
				: telling.text();
		this.terminal.line((time + "  " + head + padding + text).stripTrailing());
	}

}
