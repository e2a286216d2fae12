package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import org.jspecify.annotations.Nullable;

/** Every id that was met anywhere, and the transactions. */
final class Emails {

	/** All records together in which no id could be found. */
	private final Email none = new Email(null);

	private final Map<String, Email> byId = new HashMap<>();

	/** In the order of their invokes. */
	private final List<Email> sends = new ArrayList<>();

	private final Map<String, Transaction> transactions = new HashMap<>();

	Email of(@Nullable String id) {
		return (id != null) ? this.byId.computeIfAbsent(id, Email::new) : this.none;
	}

	Stream<Email> all() {
		return this.byId.values().stream();
	}

	Stream<Email> sends() {
		return this.sends.stream();
	}

	/** How many sends have this outcome. */
	long count(Event.Type outcome) {
		return sends().filter((email) -> email.outcome() == outcome).count();
	}

	/**
	 * Takes one step of a send.
	 * @throws HistoryException when it contradicts the steps before it
	 */
	Email accept(long line, Event.Send event) {
		Email email = of(event.id());
		if (event.type() == Event.Type.INVOKE) {
			invoke(line, email, event);
		}
		else {
			complete(line, email, event);
		}
		return email;
	}

	private void invoke(long line, Email email, Event.Send event) {
		if (email.isSend()) {
			throw new HistoryException(line, "asks for the send " + event.id() + " a second time (first in line "
					+ email.invokeLine + "): ids are unique within a run");
		}
		String process = event.process().intern(); // Many lines name it.
		Transaction transaction = (event.tx() != null) ? transaction(line, event.tx(), process) : null;
		email.invoke(line, event, Objects.requireNonNull(event.partition()), process, transaction);
		this.sends.add(email);
	}

	private static void complete(long line, Email email, Event.Send event) {
		if (!email.isSend()) {
			throw new HistoryException(line, "completes the send " + event.id() + ", which was never asked for");
		}
		if (email.completionLine != 0) {
			throw new HistoryException(line,
					"completes the send " + event.id() + " a second time (first in line " + email.completionLine + ")");
		}
		if (!email.process.equals(event.process())) {
			throw new HistoryException(line, "completes the send " + event.id() + " of process " + email.process
					+ " in the name of " + event.process());
		}
		email.complete(line, event);
	}

	/**
	 * Takes one step of the end of a transaction.
	 * @throws HistoryException when it contradicts the steps before it
	 */
	void accept(long line, Event.Tx event) {
		transaction(line, event.id(), event.process()).accept(line, event);
	}

	private Transaction transaction(long line, String id, String process) {
		Transaction transaction = this.transactions.computeIfAbsent(id, (unknown) -> new Transaction(process));
		if (!transaction.process.equals(process)) {
			throw new HistoryException(line, "speaks of transaction " + id + " as of process " + process
					+ ", and it is of process " + transaction.process);
		}
		return transaction;
	}

	/** Once all is read: tells the transactions who saw what they hold. */
	void settle() {
		for (Email email : this.sends) {
			if (email.transaction != null && email.readCommitted != null) {
				email.transaction.seen(email.readCommitted);
			}
		}
	}

}
