package dev.failoverlab.verdict;

import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * A record was read that certainly failed or was aborted. (The name is Adya's, of an
 * aborted read.)
 */
final class AbortedRead extends Anomaly {

	AbortedRead() {
		super("G1a", "email that was read although its send failed",
				"emails that were read although their sends failed",
				"failed ids in a poll or a scan; where only the transaction failed, in a read_committed scan or, where"
						+ " the consumer reads committed, in a poll",
				"The sender's error means that the email was not written, or its transaction was aborted,"
						+ " but a reader received it.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + " for partition " + example.partition() + " certainly failed (sent at "
				+ example.time(0) + "), but a reader received it.";
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.sends()
			.filter((email) -> email.outcome() == Event.Type.FAIL && sighting(email) != null)
			.map((email) -> Example.of(email, Objects.requireNonNull(sighting(email)).line()));
	}

	/** The first sighting that counts. */
	private static @Nullable Reading sighting(Email email) {
		return (email.ownOutcome == Event.Type.FAIL) ? email.read : email.readCommitted;
	}

}
