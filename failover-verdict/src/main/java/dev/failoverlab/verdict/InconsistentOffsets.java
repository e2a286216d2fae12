package dev.failoverlab.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;

/**
 * One place in the log held two different records. (Jepsen's name: a log is a function
 * from offsets to records, always the same for all readers.)
 */
final class InconsistentOffsets extends Anomaly {

	InconsistentOffsets() {
		super("inconsistent-offsets", "place in the log that held two different emails",
				"places in the log that held two different emails",
				"places, partition and offset, with two different ids, by acknowledgements, polls and scans together",
				"An offset of a log always has the same record. Here it had two: a part of the log was"
						+ " truncated and written again, after a client had seen the first record.");
	}

	@Override
	public String sentence(Example example) {
		return "Offset " + example.offsets().get(0) + " of partition " + example.partition()
				+ " was said to hold email " + example.id(0) + ", and then email " + example.id(1) + ".";
	}

	@Override
	Stream<Example> find(Tables tables) {
		return tables.logs()
			.places()
			.map((place) -> place.here().filter((copy) -> copy.email.id != null).limit(2).toList())
			.filter((copies) -> copies.size() > 1)
			.sorted(Comparator.comparingInt((List<Copy> copies) -> copies.get(0).partition)
				.thenComparingLong((copies) -> copies.get(0).offset))
			.map((copies) -> example(copies.get(0), copies.get(1)));
	}

	private static Example example(Copy first, Copy second) {
		return new Example(Example.ids(first.email, second.email), List.of(first.partition), List.of(first.offset),
				List.of(second.first().t()), List.of(first.first().line(), second.first().line()));
	}

}
