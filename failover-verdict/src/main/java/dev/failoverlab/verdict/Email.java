package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one id: as a send, and in the eyes of the two witnesses, the scans and
 * the polls. Lines count from 1, and 0 stands for none; an id that was only read has no
 * line of an invoke.
 */
final class Email {

	/** An offset that is not known. */
	static final long UNKNOWN = -1;

	/** Null for all records together in which no id could be found. */
	final @Nullable String id;

	/** The process that sent it. */
	String process = "";

	/** Where its key led. */
	int ledTo;

	/** Where the acknowledgement says that it is; without one, where its key led. */
	int partition;

	/** The acknowledged offset. */
	long offset = UNKNOWN;

	@Nullable Transaction transaction;

	long invokeLine;

	long invokedAt;

	/** The outcome by its own completion, without its transaction. */
	Event.Type ownOutcome = Event.Type.INFO;

	long completionLine;

	/** When it was completed or, if it never was, made. */
	long completedAt;

	/** How often the polls hold it. */
	int deliveries;

	/** Who read it first. */
	@Nullable Reading read;

	/** Who read it first of those that are handed committed records alone. */
	@Nullable Reading readCommitted;

	/** The first poll of the process that sent it. */
	@Nullable Reading polledBySender;

	/** Where it was acknowledged or read, in the order of the history. */
	List<Copy> copies = List.of();

	Email(@Nullable String id) {
		this.id = id;
	}

	void invoke(long line, Event.Send event, int partition, String process, @Nullable Transaction transaction) {
		this.invokeLine = line;
		this.invokedAt = event.t();
		this.completedAt = event.t();
		this.process = process;
		this.ledTo = partition;
		this.partition = partition;
		this.transaction = transaction;
	}

	void complete(long line, Event.Send event) {
		this.ownOutcome = event.type();
		this.completionLine = line;
		this.completedAt = event.t();
		if (event.type() == Event.Type.OK && event.partition() != null) {
			this.partition = event.partition();
			this.offset = (event.offset() != null) ? event.offset() : UNKNOWN;
		}
	}

	void read(Reading reading) {
		this.read = (this.read != null) ? this.read : reading;
		if (reading.committed() && this.readCommitted == null) {
			this.readCommitted = reading;
		}
	}

	void poll(Reading reading) {
		read(reading);
		this.deliveries++;
		if (this.polledBySender == null && isSend() && reading.process().equals(this.process)) {
			this.polledBySender = reading;
		}
	}

	/** Most ids are at one place. */
	void add(Copy copy) {
		if (this.copies.size() == 1) {
			this.copies = new ArrayList<>(this.copies);
		}
		if (this.copies.isEmpty()) {
			this.copies = List.of(copy);
		}
		else {
			this.copies.add(copy);
		}
	}

	/** Whether the lab sent it before the run that is judged. */
	boolean isWarmUp() {
		return this.id != null && this.id.startsWith("warm-up-");
	}

	boolean isSend() {
		return this.invokeLine != 0;
	}

	boolean isAcknowledgedAt(Copy copy) {
		return isSend() && this.partition == copy.partition && this.offset == copy.offset;
	}

	/** The completion as a reading of where the record is. */
	Reading acknowledgement() {
		return new Reading(this.completionLine, this.completedAt, this.process, false);
	}

	/** The first poll that holds it. */
	@Nullable Reading polled() {
		return this.copies.stream()
			.map((copy) -> copy.polled)
			.filter(Objects::nonNull)
			.min(Comparator.comparingLong(Reading::line))
			.orElse(null);
	}

	/** The outcome of the send: inside a transaction, that of both. */
	Event.Type outcome() {
		if (this.transaction == null || this.ownOutcome == Event.Type.FAIL) {
			return this.ownOutcome;
		}
		Event.Type end = this.transaction.outcome();
		return (end == Event.Type.FAIL || this.ownOutcome == Event.Type.OK) ? end : this.ownOutcome;
	}

	boolean isAcknowledged() {
		return isSend() && outcome() == Event.Type.OK;
	}

	/** The line by which the outcome of an acknowledged send was settled. */
	long acknowledgedBy() {
		return (this.transaction != null) ? Math.max(this.completionLine, this.transaction.committedBy())
				: this.completionLine;
	}

}
