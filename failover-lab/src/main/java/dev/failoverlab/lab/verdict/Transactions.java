package dev.failoverlab.lab.verdict;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import dev.failoverlab.lab.history.Event;
import dev.failoverlab.lab.history.HistoryException;
import org.jspecify.annotations.Nullable;

/** The transactions of a history, numbered from 1, and how they ended. */
final class Transactions {

	private final Map<String, Transaction> byId = new HashMap<>();

	private final Map<Integer, Transaction> byNumber = new HashMap<>();

	int number(String id) {
		return transaction(id).number;
	}

	void accept(long line, Event.Tx event) {
		Transaction transaction = transaction(event.id());
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

	private Transaction transaction(String id) {
		return this.byId.computeIfAbsent(id, (unknown) -> {
			Transaction transaction = new Transaction(this.byId.size() + 1);
			this.byNumber.put(transaction.number, transaction);
			return transaction;
		});
	}

	private Transaction get(int number) {
		Transaction transaction = this.byNumber.get(number);
		if (transaction == null) {
			throw new IllegalArgumentException("There is no transaction with the number " + number);
		}
		return transaction;
	}

	private static final class Transaction {

		private final int number;

		/** The line of each step. */
		private final Map<Event.Type, Long> commit = new EnumMap<>(Event.Type.class);

		private final Map<Event.Type, Long> abort = new EnumMap<>(Event.Type.class);

		private Transaction(int number) {
			this.number = number;
		}

	}

}
