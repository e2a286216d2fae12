package dev.failoverlab.verdict;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/** A record was read before its transaction was over. (Jepsen's name.) */
final class PrecommittedRead extends Anomaly {

	PrecommittedRead() {
		super("precommitted-read", "email that was read before its transaction was over",
				"emails that were read before their transactions were over",
				"ids that a consumer that reads committed records handled before the commit of their transaction was"
						+ " asked for (those of a failed transaction are `G1a` alone); where the consumer reads uncommitted"
						+ " records, ids that their own sender handled before their transaction was over",
				"A reader of committed records receives an email of a transaction only after its commit,"
						+ " but one was delivered earlier.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + " was read" + example.place() + " at " + example.time(1)
				+ ", before its transaction was over.";
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.sends().filter((email) -> tooEarly(tables, email) != null).map((email) -> example(tables, email));
	}

	private static @Nullable Reading tooEarly(Tables tables, Email email) {
		Transaction transaction = email.transaction;
		boolean aborted = tables.readsCommitted() && email.outcome() == Event.Type.FAIL;
		if (transaction == null || aborted) {
			return null;
		}
		Reading reading = tables.readsCommitted() ? email.polled() : email.polledBySender;
		long over = tables.readsCommitted() ? transaction.commit.asked : transaction.completed();
		return (reading != null && (over == 0 || reading.line() < over)) ? reading : null;
	}

	private static Example example(Tables tables, Email email) {
		Copy copy = email.copies.stream().filter((each) -> each.polled != null).findFirst().orElseThrow();
		Reading reading = Objects.requireNonNull(tooEarly(tables, email));
		return new Example(Example.ids(email), List.of(copy.partition), List.of(copy.offset),
				List.of(email.invokedAt, reading.t()),
				List.of(email.invokeLine, reading.line(), Objects.requireNonNull(email.transaction).completed()));
	}

}
