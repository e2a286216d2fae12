package dev.failoverlab.verdict;

import java.util.stream.Stream;

import dev.failoverlab.verdict.Neighbours.Pair;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * A consumer left out records, between two polls or within one. Offsets without a record,
 * such as transaction markers, are no gaps; without a scan in the consumer's isolation
 * the two cannot be told apart. (Jepsen's names.)
 */
final class PollSkip extends Anomaly {

	private final boolean internal;

	PollSkip(boolean internal) {
		super(internal ? "int-poll-skip" : "poll-skip",
				"time that the consumer left out emails " + (internal ? "within a poll" : "from one poll to the next"),
				"times that the consumer left out emails " + (internal ? "within a poll" : "from one poll to the next"),
				"neighbours in what one process handled from a partition, "
						+ (internal ? "in one poll" : "in two polls")
						+ ", the later at a higher offset, with a record of the scan in the consumer's isolation between the two."
						+ " The position that an assignment gives is the neighbour before the first record",
				"The consumer skipped emails that are in the log: it will never handle them, unless its position is reset.");
		this.internal = internal;
	}

	@Override
	public String sentence(Example example) {
		return "On partition " + example.partition() + " the consumer went " + example.step()
				+ ", though the log holds emails in between.";
	}

	@Override
	@Nullable String unknownBecause(Tables tables) {
		boolean scanned = tables.logs().has(tables.consumerIsolation());
		return (scanned || tables.compacted() || gaps(tables).findAny().isEmpty()) ? tables.compaction()
				: "there is no scan in the consumer's isolation";
	}

	@Override
	boolean appliesTo(Tables tables) {
		return !tables.isShared();
	}

	@Override
	Stream<Example> find(Tables tables) {
		return gaps(tables)
			.filter((pair) -> tables.logs()
				.of(pair.partition())
				.holdsAny(tables.consumerIsolation(), pair.from(), pair.to()))
			.map(Pair::example);
	}

	private Stream<Pair> gaps(Tables tables) {
		return tables.neighbours().pairs().filter((pair) -> !pair.goesBack() && pair.isInOnePoll() == this.internal);
	}

}
