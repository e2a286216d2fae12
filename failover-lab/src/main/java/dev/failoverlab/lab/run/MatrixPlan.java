package dev.failoverlab.lab.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.failoverlab.lab.scenario.Matrix;

/**
 * Cells of the fault matrix, without those that need another backend.
 *
 * @param matrix the whole matrix
 * @param cells the cells to play
 * @param backend what the nodes are
 * @param seed the seed of every run
 */
record MatrixPlan(Matrix matrix, List<Matrix.Cell> cells, Backend backend, long seed) implements Plan {

	@Override
	public String name() {
		return Plans.MATRIX;
	}

	@Override
	public List<PlannedRun> runs() {
		return this.cells.stream()
			.filter((cell) -> this.backend.refusal(cell.scenario()).isEmpty())
			.map((cell) -> new PlannedRun(cell.name(), cell.scenario(), List.of(), this.seed))
			.toList();
	}

	@Override
	public List<String> omissions() {
		return this.cells.stream()
			.map((cell) -> this.backend.refusal(cell.scenario()))
			.flatMap(Optional::stream)
			.toList();
	}

	/** The cells that were not played keep their last record. */
	@Override
	public void record(List<RunSummary> results, Records records) {
		String name = Pages.recordOf(this.backend);
		Map<String, RunSummary> all = new LinkedHashMap<>();
		records.read(name).orElse(List.of()).forEach((run) -> all.put(run.name(), run));
		results.forEach((run) -> all.put(run.name(), run));
		records.write(name,
				this.matrix.cells().stream().map((cell) -> all.get(cell.name())).filter(Objects::nonNull).toList());
	}

	@Override
	public List<String> summary(List<RunSummary> results) {
		return new MatrixTable(this.matrix, results).lines();
	}

}
