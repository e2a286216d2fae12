package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Matrix.Cell;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.report.Format;
import dev.failoverlab.verdict.Outcome;

/**
 * Cells of the fault matrix, without those that are left out or were recorded before.
 *
 * @param matrix the whole matrix
 * @param cells the cells to play
 * @param backend what the nodes are
 * @param seed the seed of the first run of each cell; every further run has the next
 * @param kept runs that were recorded before, of any cells
 */
record MatrixPlan(Matrix matrix, List<Cell> cells, Backend backend, long seed, List<RunSummary> kept) implements Plan {

	/** What a container needs longer to start and to end than a process. */
	private static final Duration CONTAINERS = Duration.ofSeconds(30);

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
		boolean due = run >= kept(cell).count() && run < cell.row().runs();
		return due ? Stream.of(new PlannedRun(cell.key(), scenario, List.of(), this.seed + run)) : Stream.empty();
	}

	private Stream<RunSummary> kept(Cell cell) {
		return this.kept.stream().filter((run) -> run.name().equals(cell.key()));
	}

	@Override
	public List<String> omissions() {
		List<String> lines = new ArrayList<>(this.cells.stream()
			.flatMap((cell) -> reason(cell, this.backend).map((reason) -> cell.row().fault() + ": " + reason).stream())
			.distinct()
			.toList());
		long recorded = this.cells.stream().filter((cell) -> cell.scenario() != null).flatMap(this::kept).count();
		if (recorded > 0) {
			lines.add(Format.count(recorded, "run") + " recorded before; to play them again, delete docs/recorded/"
					+ Pages.recordOf(this.matrix, this.backend) + ".json");
		}
		return lines;
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
		List<String> keys = keys();
		return new MatrixPlan(this.matrix, this.cells, this.backend, this.seed,
				records.read(Pages.recordOf(this.matrix, this.backend))
					.orElse(List.of())
					.stream()
					.filter((run) -> run.outcome() != Outcome.INVALID && keys.contains(run.name()))
					.toList());
	}

	@Override
	public void record(List<RunSummary> results, Records records) {
		List<String> keys = keys();
		records.write(Pages.recordOf(this.matrix, this.backend),
				Stream.concat(this.kept.stream(), results.stream())
					.sorted(Comparator.comparing((run) -> keys.indexOf(run.name())))
					.toList());
	}

	private List<String> keys() {
		return this.matrix.cells().stream().filter((cell) -> cell.scenario() != null).map(Cell::key).toList();
	}

	@Override
	public List<String> summary(List<RunSummary> results) {
		List<RunSummary> all = Stream.concat(this.kept.stream(), results.stream()).toList();
		return this.matrix.isShared() ? new ShareTable(this.matrix, all).lines()
				: new MatrixTable(this.matrix, this.backend, all).lines();
	}

}
