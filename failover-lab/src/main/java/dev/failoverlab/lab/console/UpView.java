package dev.failoverlab.lab.console;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;

/**
 * A lab that is up as its user sees it: a line for each thing that happens, and below
 * them on a live terminal one that shows the present state.
 */
public final class UpView implements Consumer<Event>, AutoCloseable {

	private static final long REDRAW_MILLIS = 200;

	private static final long MILLI = 1_000_000;

	private static final long SECOND = 1_000 * MILLI;

	private final Terminal terminal;

	private final RunView lines;

	private final UpStatus status;

	private final WhyLines why = new WhyLines();

	private final LongSupplier clock;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private boolean shown;

	private long lastRefresh;

	private UpView(Terminal terminal, String topic, LongSupplier clock) {
		this.terminal = terminal;
		this.lines = new RunView(terminal, topic, false);
		this.status = new UpStatus(topic);
		this.clock = clock;
	}

	/**
	 * Opens a view.
	 * @param topic the topic that partition numbers belong to
	 * @param clock the time of the history, in nanoseconds
	 */
	public static UpView of(Terminal terminal, String topic, LongSupplier clock) {
		UpView view = new UpView(terminal, topic, clock);
		var unused = view.timer.scheduleWithFixedDelay(view::refresh, REDRAW_MILLIS, REDRAW_MILLIS,
				TimeUnit.MILLISECONDS);
		return view;
	}

	@Override
	public synchronized void accept(Event event) {
		this.status.accept(event);
		this.why.accept(event);
		this.lines.accept(event);
	}

	/** Shows the welcome, and the present state from then on. */
	public synchronized void show(Stream<String> welcome) {
		welcome.forEach(this.terminal::line);
		this.shown = true;
	}

	/** Takes the status line away; what was printed stays. */
	@Override
	public synchronized void close() {
		this.shown = false;
		this.timer.shutdown();
		this.lines.tell(this.clock.getAsLong(), this.why.take(Long.MAX_VALUE));
		this.lines.close();
	}

	private synchronized void refresh() {
		long now = this.clock.getAsLong();
		boolean anotherSecond = now / SECOND != this.lastRefresh / SECOND;
		this.lastRefresh = now;
		this.lines.tell(now, anotherSecond ? this.why.take(now / MILLI) : List.of());
		if (this.shown) {
			this.terminal.status("  " + this.status.text(now));
		}
	}

}
