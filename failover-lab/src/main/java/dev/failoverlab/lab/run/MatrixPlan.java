package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Matrix.Cell;
import dev.failoverlab.lab.scenario.Scenario;

/**
 * Cells of the fault matrix, without those that are left out or were recorded before.
 *
 * @param matrix the whole matrix
 * @param cells the cells to play
 * @param backend what the nodes are
 * @param seed the seed of the first run of each cell; every further run has the next
 * @param before what was recorded before
 */
record MatrixPlan(Matrix matrix, List<Cell> cells, Backend backend, long seed, RecordedRuns before) implements Plan {

	/** What a container needs longer to start and to end than a process. */
	private static final Duration CONTAINERS = Duration.ofSeconds(30);

	MatrixPlan(Matrix matrix, List<Cell> cells, Backend backend, long seed) {
		this(matrix, cells, backend, seed, new RecordedRuns(Pages.recordOf(matrix, backend),
				matrix.cells().stream().filter((cell) -> cell.scenario() != null).map(Cell::key).toList()));
	}

	@Override
	public String name() {
		return this.matrix.name();
	}

	/** The first of each cell before the second of any: it can be ended at any time. */
	@Override
	public List<PlannedRun> runs() {
		int most = this.cells.stream().mapToInt((cell) -> cell.row().runs()).max().orElse(0);
		return IntStream.range(0, most)
			.boxed()
			.flatMap((run) -> this.cells.stream().flatMap((cell) -> run(cell, run)))
			.toList();
	}

	private Stream<PlannedRun> run(Cell cell, int run) {
		Scenario scenario = cell.scenario();
		if (scenario == null || reason(cell, this.backend).isPresent()) {
			return Stream.empty();
		}
		boolean due = run >= this.before.count(cell.key()) && run < cell.row().runs();
		return due ? Stream.of(new PlannedRun(cell.key(), scenario, List.of(), this.seed + run)) : Stream.empty();
	}

	@Override
	public List<String> omissions() {
		Stream<String> reasons = this.cells.stream()
			.flatMap((cell) -> reason(cell, this.backend).map((reason) -> cell.row().fault() + ": " + reason).stream())
			.distinct();
		return Stream
			.concat(reasons,
					this.before.omission(this.cells.stream().filter((cell) -> cell.scenario() != null).map(Cell::key)))
			.toList();
	}

	/** Why a cell is left out, if it is. */
	static Optional<String> reason(Cell cell, Backend backend) {
		return (cell.scenario() != null) ? backend.missing(cell.scenario()) : Optional.of(cell.reason());
	}

	@Override
	public Duration estimate() {
		Duration all = Plan.super.estimate();
		return (this.backend == StartedNodes.COMPOSE) ? all.plus(CONTAINERS.multipliedBy(runs().size())) : all;
	}

	@Override
	public Plan resumed(Records records) {
		return new MatrixPlan(this.matrix, this.cells, this.backend, this.seed, this.before.in(records));
	}

	@Override
	public void record(List<RunSummary> results, Records records) {
		this.before.write(results, records);
	}

	@Override
	public List<String> summary(List<RunSummary> results) {
		List<RunSummary> all = this.before.and(results);
		return this.matrix.isShared() ? new ShareTable(this.matrix, all).lines()
				: new MatrixTable(this.matrix, this.backend, all).lines();
	}

}
