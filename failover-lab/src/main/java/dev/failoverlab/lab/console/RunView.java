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

	private final Terminal terminal;

	private final EventFormatter formatter;

	private final Timer clock = new Timer("run-view", true);

	/** The smallest difference between this JVM's clock and the run's. */
	private long offset = System.nanoTime();

	private long lastLine = System.nanoTime();

	private boolean closed;

	private RunView(Terminal terminal, String topic) {
		this.terminal = terminal;
		this.formatter = new EventFormatter(topic);
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
		String head = (event instanceof Event.Phase phase) ? phase.name() : "";
		this.formatter.format(event).ifPresent((text) -> print(event.t(), head, text));
		if (event instanceof Event.Partition) {
			this.formatter.fullIsrs().ifPresent((text) -> print(event.t(), "", text));
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
			this.terminal.status("  " + this.formatter.status(now - this.offset));
		}
		else if (now - this.lastLine >= QUIET.toNanos()) {
			print(now - this.offset, "", Palette.FAINT.paint("... " + this.formatter.status(now - this.offset)));
		}
	}

	private void print(long t, String head, String text) {
		this.lastLine = System.nanoTime();
		String time = String.format(Locale.ROOT, "%9s  ", Format.clock(t));
		String padding = INDENT.substring(Math.min(INDENT.length(), head.length()));
		this.terminal.line((time + Palette.STRONG.paint(head) + padding + text).stripTrailing());
	}

}
