package dev.failoverlab.verdict;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import org.jspecify.annotations.Nullable;

/** A transaction, and how it ended. */
final class Transaction {

	final String process;

	final End commit = new End();

	private final End abort = new End();

	/** The first sighting of one of its ids by a reader of committed records. */
	private @Nullable Reading seen;

	Transaction(String process) {
		this.process = process;
	}

	void accept(long line, Event.Tx event) {
		String what = "the " + event.end() + " of transaction " + event.id();
		(event.end().equals(Event.Tx.COMMIT) ? this.commit : this.abort).accept(line, event.type(), what);
		if (this.commit.type == Event.Type.OK && this.abort.type == Event.Type.OK) {
			throw new HistoryException(line,
					"says of transaction " + event.id() + " that it was both committed and aborted");
		}
	}

	void seen(Reading reading) {
		if (this.seen == null || reading.line() < this.seen.line()) {
			this.seen = reading;
		}
	}

	/**
	 * How it ended. A commit of unknown outcome did happen if a reader of committed
	 * records saw any of it.
	 */
	Event.Type outcome() {
		if (this.commit.type == Event.Type.FAIL || this.abort.type == Event.Type.OK) {
			return Event.Type.FAIL;
		}
		boolean happened = this.commit.type == Event.Type.OK || (this.commit.asked != 0 && this.seen != null);
		return happened ? Event.Type.OK : Event.Type.INFO;
	}

	/** The line by which a transaction with the outcome ok was certainly committed. */
	long committedBy() {
		return (this.commit.type == Event.Type.OK || this.seen == null) ? this.commit.completed : this.seen.line();
	}

	/** The line in which its end was completed, whichever way; 0 when none was. */
	long completed() {
		return (this.commit.completed != 0) ? this.commit.completed : this.abort.completed;
	}

	/** One way to end, in lines of the history; 0 for none. */
	static final class End {

		/** The line that asks for it. */
		long asked;

		private long completed;

		private Event.@Nullable Type type;

		void accept(long line, Event.Type step, String what) {
			boolean asks = step == Event.Type.INVOKE;
			long earlier = asks ? this.asked : this.completed;
			if (earlier != 0) {
				throw new HistoryException(line, (asks ? "asks" : "completes") + " a second time "
						+ (asks ? "for " : "") + what + " (first in line " + earlier + ")");
			}
			if (asks) {
				this.asked = line;
				return;
			}
			if (this.asked == 0) {
				throw new HistoryException(line, "completes " + what + ", which was never asked for");
			}
			this.completed = line;
			this.type = step;
		}

	}

}
