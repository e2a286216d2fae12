package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * An acknowledged record was never read. (Jepsen's name: it may still be read later.)
 */
final class Unseen extends Anomaly {

	Unseen() {
		super("unseen", "acknowledged email that no reader saw, in a log that was not read to its end",
				"acknowledged emails that no reader saw, in a log that was not read to its end",
				"acknowledged ids in no scan and no poll that are neither lost writes nor not judged: the scan did not"
						+ " get that far, or was over before the acknowledgement",
				"Kafka acknowledged the email, but no reader received it. The log was not read to its end, so"
						+ " it may still be there.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + " was acknowledged at " + example.time(1) + example.place()
				+ ", and neither the scan of the log nor the consumer ever saw it.";
	}

	@Override
	@Nullable String unknownBecause(Tables tables) {
		return tables.compaction();
	}

	@Override
	boolean isProof() {
		return false;
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.sends()
			.filter((email) -> email.isAcknowledged() && email.read == null)
			.filter((email) -> !tables.logs().isLost(email) && !tables.logs().isRemoved(email))
			.map(Example::of);
	}

}
