package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * An acknowledged record is not in the log. (Jepsen's name; there, too, a write is lost
 * only when something later in its partition was read.)
 */
final class LostWrite extends Anomaly {

	LostWrite() {
		super("lost-write", "email that was acknowledged and is not in the log",
				"emails that were acknowledged and are not in the log",
				"ids that were acknowledged before the log of their partition had been read, and that the scan does not"
						+ " hold there, though it has passed their offset: the acknowledged one, else the polled one;"
						+ " with none known, though it is complete there. What retention removed is not judged",
				"Kafka acknowledged the email, but in the end it is not in the log. Usually the leader died after it had answered"
						+ " before its followers had a copy (acks=1), or the producer did not wait for an answer at all (acks=0).");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + " was acknowledged at " + example.time(1) + example.place()
				+ ", but it is not in the log, which was read beyond that point: it is lost.";
	}

	@Override
	@Nullable String unknownBecause(Tables tables) {
		return tables.compaction();
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.sends().filter(tables.logs()::isLost).map(Example::of);
	}

}
