package dev.failoverlab.lab.run;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.report.Format;
import dev.failoverlab.verdict.Outcome;

/**
 * Runs of a plan of several sittings that were recorded before. What was inconclusive or
 * is defined otherwise by now does not count.
 *
 * @param record the name of the record
 * @param keys what is played under, in the order of the record
 * @param runs the runs, of any of the keys
 */
record RecordedRuns(String record, List<String> keys, List<RunSummary> runs) {

	/** None. */
	RecordedRuns(String record, List<String> keys) {
		this(record, keys, List.of());
	}

	RecordedRuns in(Records records) {
		return new RecordedRuns(this.record, this.keys,
				records.read(this.record)
					.orElse(List.of())
					.stream()
					.filter((run) -> run.outcome() != Outcome.INVALID && this.keys.contains(run.name()))
					.toList());
	}

	long count(String key) {
		return this.runs.stream().filter((run) -> run.name().equals(key)).count();
	}

	/** The same and newer ones. */
	List<RunSummary> and(List<RunSummary> newer) {
		return Stream.concat(this.runs.stream(), newer.stream()).toList();
	}

	void write(List<RunSummary> newer, Records records) {
		records.write(this.record,
				and(newer).stream().sorted(Comparator.comparing((run) -> this.keys.indexOf(run.name()))).toList());
	}

	/**
	 * That some of the keys are not played again, in a sentence; nothing without any.
	 */
	Stream<String> omission(Stream<String> some) {
		long recorded = some.distinct().mapToLong(this::count).sum();
		return (recorded == 0) ? Stream.empty() : Stream.of(Format.count(recorded, "run")
				+ " recorded before; to play them again, delete docs/recorded/" + this.record + ".json");
	}

}
