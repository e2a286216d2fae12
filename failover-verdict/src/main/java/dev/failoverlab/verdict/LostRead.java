package dev.failoverlab.verdict;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * A record of unknown outcome was delivered, and then it was gone: a consumer is handed
 * only what all in-sync replicas have.
 */
final class LostRead extends Anomaly {

	LostRead() {
		super("lost-read", "email that was delivered and is gone from the log",
				"emails that were delivered and are gone from the log",
				"ids of unknown outcome that were polled before the log of that partition had been read, at an offset"
						+ " that it still has, and that are in no scan of it, though it was read to its end. Where the consumer"
						+ " reads uncommitted records, only those sent outside of transactions",
				"The sender does not know whether the email was written, but a consumer received it: so every in-sync replica had it."
						+ " In the end it is not in the log. Usually a replica without it became leader (unclean election),"
						+ " or a disk lost what it had confirmed.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + " was handled at " + example.time(1) + example.place()
				+ ", but it is not in the log, which was read to its end: a delivered email is lost.";
	}

	@Override
	@Nullable String unknownBecause(Tables tables) {
		return tables.compaction();
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.sends()
			.filter((email) -> tables.readsCommitted() || email.transaction == null)
			.filter(tables.logs()::isLostRead)
			.map(LostRead::example);
	}

	private static Example example(Email email) {
		Copy copy = email.copies.stream().filter((each) -> each.polled != null).findFirst().orElseThrow();
		Reading reading = Objects.requireNonNull(copy.polled);
		return new Example(Example.ids(email), List.of(copy.partition), List.of(copy.offset),
				List.of(email.invokedAt, reading.t()), List.of(email.invokeLine, email.completionLine, reading.line()));
	}

}
