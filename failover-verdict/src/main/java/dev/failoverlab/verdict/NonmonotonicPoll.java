package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.verdict.Neighbours.Pair;
import dev.failoverlab.verdict.Verdict.Example;

/**
 * A consumer went back, between two polls or within one. Repeats after a partition was
 * lost and got again are at-least-once delivery and no anomaly. (Jepsen's names.)
 */
final class NonmonotonicPoll extends Anomaly {

	private final boolean internal;

	NonmonotonicPoll(boolean internal) {
		super(internal ? "int-nonmonotonic-poll" : "nonmonotonic-poll",
				"time that the consumer went back " + (internal ? "within a poll" : "from one poll to the next"),
				"times that the consumer went back " + (internal ? "within a poll" : "from one poll to the next"),
				"neighbours in what one process handled from a partition, "
						+ (internal ? "in one poll" : "in two polls")
						+ ", the later not at a higher offset, or below the position that an assignment gave",
				"The consumer handled emails a second time, or in a different order than in the log, although it"
						+ " kept its partition all the time.");
		this.internal = internal;
	}

	@Override
	public String sentence(Example example) {
		return "On partition " + example.partition() + " the consumer went " + example.step()
				+ ", which is not forwards.";
	}

	@Override
	boolean appliesTo(Tables tables) {
		return !tables.isShared();
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.neighbours()
			.pairs()
			.filter((pair) -> pair.goesBack() && pair.isInOnePoll() == this.internal)
			.map(Pair::example);
	}

}
