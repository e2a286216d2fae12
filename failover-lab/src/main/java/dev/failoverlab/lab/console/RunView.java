package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;
import org.jspecify.annotations.Nullable;

/**
 * A run as its viewer sees it: lines as things happen, and below them on a live terminal
 * where the run is, a few times a second; elsewhere a line of progress whenever nothing
 * has happened for a while.
 */
public final class RunView implements Consumer<Event>, AutoCloseable {

	private static final Duration REDRAW = Duration.ofMillis(200);

	private static final Duration QUIET = Duration.ofSeconds(5);

	private static final Duration QUIET_IF_BRIEF = Duration.ofSeconds(30);

	/** Of a short account: what is done in these phases has lines of its own. */
	private static final Set<String> WITHOUT_LINE = Set.of(Event.Phase.HEAL, Event.Phase.RECOVER, Event.Phase.END);

	private static final String INDENT = " ".repeat(8);

	private final Terminal terminal;

	private final EventFormatter formatter;

	/** Of a short account: the lines about partitions that wait for similar ones. */
	private final @Nullable PartitionNews news;

	private final Duration quiet;

	/** A phase whose name goes before the next line. */
	private String phase = "";

	private final Timer clock = new Timer("run-view", true);

	/** The smallest difference between this JVM's clock and the run's. */
	private long offset = System.nanoTime();

	private long lastLine = System.nanoTime();

	private boolean closed;

	private RunView(Terminal terminal, String topic, @Nullable PartitionNews news, Duration quiet) {
		this.terminal = terminal;
		this.news = news;
		this.quiet = quiet;
		this.formatter = new EventFormatter(topic, news);
	}

	/**
	 * A view of a run that is under way.
	 * @param terminal where it is seen
	 * @param topic the topic that partition numbers belong to
	 * @param verbose whether every change has a line; otherwise similar ones share one
	 */
	public static RunView live(Terminal terminal, String topic, boolean verbose) {
		RunView view = verbose ? new RunView(terminal, topic, null, QUIET) : brief(terminal, topic);
		view.clock.schedule(new TimerTask() {
			@Override
			public void run() {
				view.refresh();
			}
		}, REDRAW.toMillis(), REDRAW.toMillis());
		return view;
	}

	/**
	 * A view of events as they are handed over, whatever the time is, in which similar
	 * ones share a line.
	 * @param terminal where it is seen
	 * @param topic the topic that partition numbers belong to
	 */
	public static RunView brief(Terminal terminal, String topic) {
		return new RunView(terminal, topic, new PartitionNews(topic), QUIET_IF_BRIEF);
	}

	/**
	 * A view that tells what happens and is silent otherwise.
	 * @param terminal where it is seen
	 * @param topic the topic that partition numbers belong to
	 */
	public static RunView lines(Terminal terminal, String topic) {
		return new RunView(terminal, topic, null, QUIET);
	}

	/** The same, in a short account. */
	static RunView shortLines(Terminal terminal, String topic) {
		return new RunView(terminal, topic, new PartitionNews(topic), QUIET);
	}

	/**
	 * Prints a sentence about what has happened, and news that have waited long enough.
	 * @param t the time of the history, in nanoseconds
	 */
	synchronized void tell(long t, List<String> sentences) {
		if (isNewsDue(t)) {
			printNews();
		}
		sentences.forEach((sentence) -> print(t, "", Palette.STRONG.paint(sentence)));
	}

	@Override
	public synchronized void accept(Event event) {
		this.offset = Math.min(this.offset, System.nanoTime() - event.t());
		Optional<String> line = this.formatter.format(event);
		if (line.isPresent() || isNewsDue(event.t())) {
			printNews();
		}
		if (event instanceof Event.Phase phase && this.news != null && WITHOUT_LINE.contains(phase.name())) {
			this.phase = phase.name();
			return;
		}
		String head = (event instanceof Event.Phase phase) ? phase.name() : "";
		line.ifPresent((text) -> print(event.t(), head, text));
		if (event instanceof Event.Partition) {
			this.formatter.fullIsrs().ifPresent((text) -> print(event.t(), "", text));
		}
	}

	/** Takes the status line away; what was printed stays. */
	@Override
	public synchronized void close() {
		this.closed = true;
		printNews();
		this.clock.cancel();
		this.terminal.status("");
	}

	private synchronized void refresh() {
		long now = System.nanoTime();
		if (this.closed) {
			return;
		}
		if (isNewsDue(now - this.offset)) {
			printNews();
		}
		if (this.terminal.isLive()) {
			this.terminal.status("  " + this.formatter.status(now - this.offset));
		}
		else if (now - this.lastLine >= this.quiet.toNanos()) {
			print(now - this.offset, "", Palette.FAINT.paint("... " + this.formatter.status(now - this.offset)));
		}
	}

	private boolean isNewsDue(long t) {
		return this.news != null && this.news.isDue(t);
	}

	private void printNews() {
		if (this.news != null) {
			long time = this.news.time();
			this.news.take().forEach((text) -> print(time, "", text));
		}
	}

	private void print(long t, String itsHead, String text) {
		String head = itsHead.isEmpty() ? this.phase : itsHead;
		this.phase = "";
		this.lastLine = System.nanoTime();
		String time = String.format(Locale.ROOT, "%9s  ", Format.clock(t));
		String padding = INDENT.substring(Math.min(INDENT.length(), head.length()));
		this.terminal.line((time + Palette.STRONG.paint(head) + padding + text).stripTrailing());
	}

}
