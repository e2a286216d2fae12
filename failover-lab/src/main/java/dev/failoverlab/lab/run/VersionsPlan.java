package dev.failoverlab.lab.run;

import java.util.List;

import dev.failoverlab.lab.scenario.Versions;
import dev.failoverlab.lab.scenario.Versions.Cell;

/**
 * Runs on several Kafka versions, without those that were recorded before.
 *
 * @param versions all of them
 * @param cells those to play
 * @param seed the seed of every run
 * @param before what was recorded before
 */
record VersionsPlan(Versions versions, List<Cell> cells, long seed, RecordedRuns before) implements Plan {

	VersionsPlan(Versions versions, List<Cell> cells, long seed) {
		this(versions, cells, seed,
				new RecordedRuns(Plans.VERSIONS, versions.cells().stream().map(Cell::key).toList()));
	}

	@Override
	public String name() {
		return Plans.VERSIONS;
	}

	/** A run on all versions before the next one: what is compared is near in time. */
	@Override
	public List<PlannedRun> runs() {
		return this.versions.runs()
			.stream()
			.flatMap((run) -> this.cells.stream().filter((cell) -> cell.run().equals(run)))
			.filter((cell) -> this.before.count(cell.key()) == 0)
			.map((cell) -> new PlannedRun(cell.key(), cell.scenario(), List.of(), this.seed))
			.toList();
	}

	@Override
	public List<String> omissions() {
		return this.before.omission(this.cells.stream().map(Cell::key)).toList();
	}

	@Override
	public Plan resumed(Records records) {
		return new VersionsPlan(this.versions, this.cells, this.seed, this.before.in(records));
	}

	@Override
	public void record(List<RunSummary> results, Records records) {
		this.before.write(results, records);
	}

	@Override
	public List<String> summary(List<RunSummary> results) {
		return new VersionsTable(new Versions(this.versions.question(), this.cells), this.before.and(results)).table()
			.lines();
	}

}
