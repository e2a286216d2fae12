package dev.failoverlab.lab.web;

import java.time.Duration;
import java.util.Optional;

import dev.failoverlab.cluster.Deadline;
import org.jspecify.annotations.Nullable;

/** What {@code /events} streams: one history, or those of several runs, one by one. */
public final class ShownHistories {

	private volatile @Nullable HistoryFile current;

	private volatile boolean last;

	/** One history and no other. */
	public static ShownHistories only(HistoryFile history) {
		ShownHistories one = new ShownHistories();
		one.show(history);
		one.end();
		return one;
	}

	/** Shows the next history. */
	public void show(HistoryFile history) {
		this.current = history;
	}

	/** No other history follows. */
	public void end() {
		this.last = true;
	}

	/** Waits for a history after another, or for the first. */
	Optional<HistoryFile> after(@Nullable HistoryFile before, Duration atMost) {
		return Deadline.in(atMost)
			.until(() -> current().filter((next) -> next != before), (next) -> next.isPresent() || this.last);
	}

	/** Ends every stream. */
	void close() {
		end();
		current().ifPresent((history) -> history.end(null));
	}

	Optional<HistoryFile> current() {
		return Optional.ofNullable(this.current);
	}

	/** Whether nothing follows a history, or there is none at all. */
	boolean endWith(@Nullable HistoryFile history) {
		return this.last && this.current == history && (history == null || history.isComplete());
	}

}
