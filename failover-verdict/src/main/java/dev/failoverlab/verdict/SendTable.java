package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;

/**
 * What became of every id: as a send, and in the eyes of the two witnesses, the scans and
 * the polls. A row for each id that was met anywhere, in columns, so that ten million of
 * them fit.
 */
final class SendTable {

	/** The number of a record that carries no id. */
	static final int NO_ID = -1;

	private static final int INVOKED = 1;

	private static final int OK = 1 << 1;

	private static final int FAIL = 1 << 2;

	private static final int INFO = 1 << 3;

	private static final int COMPLETED = OK | FAIL | INFO;

	private static final int UNCOMMITTED = 1 << 4;

	private static final int COMMITTED = 1 << 5;

	private static final int FLAG_BITS = 6;

	private final Ids ids = new Ids();

	private final Transactions transactions = new Transactions();

	private final Map<Stream, Integer> streamNumbers = new HashMap<>();

	private final List<Stream> streams = new ArrayList<>();

	/** The flags and, above them, how often the polls hold it. */
	private final Column state = new Column();

	private final Column stream = new Column();

	private final Column transaction = new Column();

	private final Column invokeLine = new Column();

	/** How many lines after the invoke; 0 for no completion. */
	private final Column completionLine = new Column();

	private final Column invokedAt = new Column();

	/** How long it took to the completion, in nanoseconds. */
	private final Column took = new Column();

	/** The offset plus one, so that 0 is none. */
	private final Column offset = new Column();

	/**
	 * Whether numbers are in the order of invoke; they are unless an id was read first.
	 */
	private boolean inOrder = true;

	private int ledTo;

	/**
	 * Takes one step of a send.
	 * @return the number of its id
	 * @throws HistoryException when it contradicts the steps before it
	 */
	int accept(long line, Event.Send event) {
		int before = this.ids.size();
		int id = this.ids.number(event.id());
		if (event.type() == Event.Type.INVOKE) {
			this.inOrder &= id == before;
			invoke(line, id, event);
		}
		else {
			complete(line, id, event);
		}
		return id;
	}

	private void invoke(long line, int id, Event.Send event) {
		if (is(id, INVOKED)) {
			throw new HistoryException(line, "asks for the send " + event.id() + " a second time (first in line "
					+ this.invokeLine.get(id) + "): ids are unique within a run");
		}
		mark(id, INVOKED);
		this.ledTo = (event.partition() != null) ? event.partition() : -1;
		this.invokedAt.set(id, event.t());
		this.invokeLine.set(id, line);
		this.stream.set(id, stream(event.process(), this.ledTo));
		if (event.tx() != null) {
			this.transaction.set(id, this.transactions.number(line, event.tx(), event.process()));
		}
	}

	private void complete(long line, int id, Event.Send event) {
		if (!is(id, INVOKED)) {
			throw new HistoryException(line, "completes the send " + event.id() + ", which was never asked for");
		}
		if (is(id, COMPLETED)) {
			throw new HistoryException(line,
					"completes the send " + event.id() + " a second time (first in line " + completionLine(id) + ")");
		}
		if (!process(id).equals(event.process())) {
			throw new HistoryException(line, "completes the send " + event.id() + " of process " + process(id)
					+ " in the name of " + event.process());
		}
		this.ledTo = partition(id);
		this.took.set(id, event.t() - invokedAt(id));
		this.completionLine.set(id, line - invokeLine(id));
		if (event.type() == Event.Type.OK) {
			moved(id, event);
			this.offset.set(id, (event.offset() != null) ? event.offset() + 1 : 0);
		}
		mark(id, switch (event.type()) {
			case OK -> OK;
			case FAIL -> FAIL;
			case INFO, INVOKE -> INFO;
		});
	}

	/** Nearly every record goes where its key led. */
	private void moved(int id, Event.Send event) {
		if (event.partition() != null && event.partition() != partition(id)) {
			this.stream.set(id, stream(event.process(), event.partition()));
		}
	}

	/** Where the key of the send that was taken last led, wherever its record went. */
	int ledTo() {
		return this.ledTo;
	}

	/** A record that a consumer handled; answers its number. */
	int polled(Event.Position record) {
		if (record.id() == null) {
			return NO_ID;
		}
		int id = this.ids.number(record.id());
		this.state.set(id, this.state.get(id) + (1L << FLAG_BITS));
		return id;
	}

	/** A record that a scan read; answers its number. */
	int scanned(Event.Position record, String isolation) {
		if (record.id() == null) {
			return NO_ID;
		}
		int id = this.ids.number(record.id());
		mark(id, isolation.equals(Event.READ_COMMITTED) ? COMMITTED : UNCOMMITTED);
		return id;
	}

	Transactions transactions() {
		return this.transactions;
	}

	/** How many ids were met; they are numbered from 0. */
	int size() {
		return this.ids.size();
	}

	String text(int id) {
		return this.ids.text(id);
	}

	/** Whether the id is one of a send, and not only of a record that somebody read. */
	boolean isSend(int id) {
		return is(id, INVOKED);
	}

	/** The outcome of the send by its own completion, without its transaction. */
	Event.Type ownOutcome(int id) {
		return is(id, OK) ? Event.Type.OK : is(id, FAIL) ? Event.Type.FAIL : Event.Type.INFO;
	}

	/** The outcome of the send: inside a transaction, that of both. */
	Event.Type outcome(int id) {
		Event.Type own = ownOutcome(id);
		int tx = this.transaction.getInt(id);
		if (tx == 0 || own == Event.Type.FAIL) {
			return own;
		}
		Event.Type end = this.transactions.outcome(tx);
		return (end == Event.Type.FAIL || own == Event.Type.OK) ? end : own;
	}

	boolean isAcknowledged(int id) {
		return isSend(id) && outcome(id) == Event.Type.OK;
	}

	String process(int id) {
		return this.streams.get(stream(id)).process();
	}

	int partition(int id) {
		return this.streams.get(stream(id)).partition();
	}

	/** The process and the partition of a send as one number. */
	int stream(int id) {
		return this.stream.getInt(id);
	}

	/** The acknowledged offset, or -1 when none is known. */
	long offset(int id) {
		return this.offset.get(id) - 1;
	}

	/** The number of the send's transaction, or 0 for none. */
	int transaction(int id) {
		return this.transaction.getInt(id);
	}

	long invokedAt(int id) {
		return this.invokedAt.get(id);
	}

	long completedAt(int id) {
		return invokedAt(id) + this.took.get(id);
	}

	/** When it was completed or, if it never was, made. */
	long lastHeardOf(int id) {
		return completedAt(id);
	}

	long invokeLine(int id) {
		return this.invokeLine.get(id);
	}

	/** The line of the completion, or 0 when there was none. */
	long completionLine(int id) {
		long after = this.completionLine.get(id);
		return (after != 0) ? invokeLine(id) + after : 0;
	}

	int deliveries(int id) {
		return Math.toIntExact(this.state.get(id) >>> FLAG_BITS);
	}

	boolean inScan(int id, String isolation) {
		return is(id, isolation.equals(Event.READ_COMMITTED) ? COMMITTED : UNCOMMITTED);
	}

	boolean inAnyScan(int id) {
		return is(id, COMMITTED | UNCOMMITTED);
	}

	/** The sends in the order of their invokes. */
	java.util.stream.IntStream inOrder() {
		java.util.stream.IntStream sends = java.util.stream.IntStream.range(0, size()).filter(this::isSend);
		return this.inOrder ? sends
				: sends.mapToLong((id) -> (this.invokeLine.get(id) << Integer.SIZE) | id)
					.sorted()
					.mapToInt((place) -> (int) place);
	}

	private int stream(String process, int partition) {
		return this.streamNumbers.computeIfAbsent(new Stream(process, partition), (stream) -> {
			this.streams.add(stream);
			return this.streams.size() - 1;
		});
	}

	private boolean is(int id, int flag) {
		return (this.state.get(id) & flag) != 0;
	}

	private void mark(int id, int flag) {
		this.state.set(id, this.state.get(id) | flag);
	}

	/** What one process sends to one partition. */
	private record Stream(String process, int partition) {
	}

}
