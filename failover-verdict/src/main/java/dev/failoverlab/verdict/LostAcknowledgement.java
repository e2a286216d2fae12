package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.verdict.SharedRecord.Redelivered;
import dev.failoverlab.verdict.Verdict.Example;

/** A record that was done, by Kafka's own word, was delivered again. */
final class LostAcknowledgement extends Anomaly {

	LostAcknowledgement() {
		super("lost-acknowledgement", "email that was accepted or rejected without an error and delivered again",
				"emails that were accepted or rejected without an error and delivered again",
				"deliveries of a share group that a member accepted or rejected, whose acknowledgement has the outcome"
						+ " ok, and after which the same record was delivered again and that could be acknowledged, too. The later delivery (less what its client can have buffered) must"
						+ " be later than that outcome",
				"A member of the share group accepted the email (or rejected it), and Kafka confirmed that. Then Kafka"
						+ " delivered the email again, and took another acknowledgement: the state that it had confirmed is lost.");
	}

	@Override
	public String sentence(Example example) {
		return "Email " + example.id(0) + example.place() + " was delivered at " + example.time(0)
				+ " and acknowledged without an error, and was delivered again at " + example.time(1) + ".";
	}

	@Override
	boolean appliesTo(Tables tables) {
		return tables.isShared();
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.share()
			.redeliveries()
			.filter(Redelivered::isLost)
			.map((pair) -> pair.before().example(pair.again()));
	}

}
