package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import org.jspecify.annotations.Nullable;

/** The transactions of a history, numbered from 1, and how they ended. */
final class Transactions {

	private final Map<String, Transaction> byId = new HashMap<>();

	private final List<Transaction> byNumber = new ArrayList<>();

	/**
	 * The number of a transaction, a new one when it was not met before.
	 * @param line the line that speaks of it
	 * @param id the id of the transaction
	 * @param process whose it is
	 * @return its number, from 1
	 * @throws HistoryException when it is somebody else's: two transactions of one id
	 * could not be told apart
	 */
	int number(long line, String id, String process) {
		Transaction transaction = this.byId.computeIfAbsent(id, (unknown) -> {
			Transaction next = new Transaction(this.byNumber.size() + 1, process);
			this.byNumber.add(next);
			return next;
		});
		if (!transaction.process.equals(process)) {
			throw new HistoryException(line, "speaks of transaction " + id + " as of process " + process
					+ ", and it is of process " + transaction.process);
		}
		return transaction.number;
	}

	void accept(long line, Event.Tx event) {
		Transaction transaction = get(number(line, event.id(), event.process()));
		Map<Event.Type, Long> steps = event.end().equals(Event.Tx.COMMIT) ? transaction.commit : transaction.abort;
		String what = "the " + event.end() + " of transaction " + event.id();
		if (event.type() == Event.Type.INVOKE) {
			once(steps.put(Event.Type.INVOKE, line), line, "asks a second time for " + what);
			return;
		}
		if (!steps.containsKey(Event.Type.INVOKE)) {
			throw new HistoryException(line, "completes " + what + ", which was never asked for");
		}
		Long earlier = steps.entrySet()
			.stream()
			.filter((step) -> step.getKey() != Event.Type.INVOKE)
			.map(Map.Entry::getValue)
			.findAny()
			.orElse(null);
		once(earlier, line, "completes a second time " + what);
		steps.put(event.type(), line);
		if (transaction.commit.containsKey(Event.Type.OK) && transaction.abort.containsKey(Event.Type.OK)) {
			throw new HistoryException(line,
					"says of transaction " + event.id() + " that it was both committed and aborted");
		}
	}

	/**
	 * How a transaction ended: OK only when its commit was acknowledged, FAIL when the
	 * commit failed or an abort was acknowledged, INFO otherwise.
	 */
	Event.Type outcome(int number) {
		Transaction transaction = get(number);
		if (transaction.commit.containsKey(Event.Type.FAIL) || transaction.abort.containsKey(Event.Type.OK)) {
			return Event.Type.FAIL;
		}
		return transaction.commit.containsKey(Event.Type.OK) ? Event.Type.OK : Event.Type.INFO;
	}

	/**
	 * The line in which its end was completed, whichever way.
	 * @return the line, or 0 when it was not so far
	 */
	long completed(int number) {
		Transaction transaction = get(number);
		long commit = completed(transaction.commit);
		return (commit != 0) ? commit : completed(transaction.abort);
	}

	private static long completed(Map<Event.Type, Long> steps) {
		return steps.entrySet()
			.stream()
			.filter((step) -> step.getKey() != Event.Type.INVOKE)
			.mapToLong(Map.Entry::getValue)
			.findAny()
			.orElse(0);
	}

	private static void once(@Nullable Long earlier, long line, String problem) {
		if (earlier != null) {
			throw new HistoryException(line, problem + " (first in line " + earlier + ")");
		}
	}

	private Transaction get(int number) {
		return this.byNumber.get(number - 1);
	}

	private static final class Transaction {

		private final int number;

		private final String process;

		/** The line of each step. */
		private final Map<Event.Type, Long> commit = new EnumMap<>(Event.Type.class);

		private final Map<Event.Type, Long> abort = new EnumMap<>(Event.Type.class);

		private Transaction(int number, String process) {
			this.number = number;
			this.process = process;
		}

	}

}
