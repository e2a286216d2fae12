package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

	private static final long REDRAW_MILLIS = 200;

	private static final Duration QUIET = Duration.ofSeconds(5);

	private static final Duration QUIET_IF_BRIEF = Duration.ofSeconds(30);

	/** Of a short account: what is done in these phases has lines of its own. */
	private static final Set<String> WITHOUT_LINE = Set.of(Event.Phase.HEAL, Event.Phase.RECOVER, Event.Phase.END);

	private static final String INDENT = " ".repeat(8);

	private final Terminal terminal;

	private final EventFormatter formatter;

	/** Of a short account: the lines about partitions that wait for similar ones. */
	private final @Nullable PartitionNews news;

	/** A phase whose name goes before the next line. */
	private String phase = "";

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	/** The smallest difference between this JVM's clock and the run's. */
	private long offset = System.nanoTime();

	private long lastLine = System.nanoTime();

	private boolean closed;

	/**
	 * A view of events as they are handed over, whatever the time is.
	 * @param terminal where it is seen
	 * @param topic the topic that partition numbers belong to
	 * @param verbose whether every change has a line; otherwise similar ones share one
	 */
	public RunView(Terminal terminal, String topic, boolean verbose) {
		this.terminal = terminal;
		this.news = verbose ? null : new PartitionNews(topic);
		this.formatter = new EventFormatter(topic, this.news);
	}

	/** The same of a run that is under way: it also shows where the run is. */
	static RunView live(Terminal terminal, String topic, boolean verbose) {
		RunView view = new RunView(terminal, topic, verbose);
		var unused = view.clock.scheduleWithFixedDelay(view::refresh, REDRAW_MILLIS, REDRAW_MILLIS,
				TimeUnit.MILLISECONDS);
		return view;
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
		this.clock.shutdown();
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
		else if (now - this.lastLine >= ((this.news != null) ? QUIET_IF_BRIEF : QUIET).toNanos()) {
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
