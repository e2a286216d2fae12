package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.MatrixTable;
import dev.failoverlab.lab.run.Records;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.scenario.Matrix;

/**
 * {@code ./lab run matrix}: every fault on every target, or {@code matrix/FAULT} alone.
 */
final class MatrixRun {

	private static final String MATRIX = "matrix";

	private final LabContext context;

	private final Matrix matrix;

	private final List<Matrix.Cell> cells;

	private MatrixRun(LabContext context, Matrix matrix, List<Matrix.Cell> cells) {
		this.context = context;
		this.matrix = matrix;
		this.cells = cells;
	}

	/**
	 * Whether a name is the matrix, or a part of it.
	 * @param name what is to be run
	 */
	static boolean takes(String name) {
		return name.equals(MATRIX) || name.startsWith(MATRIX + "/");
	}

	/**
	 * Finds the cells.
	 * @param context what every command needs
	 * @param matrix the matrix
	 * @param name {@code matrix}, or {@code matrix/FAULT} for the faults that begin so
	 * @return the cells, ready to be run
	 * @throws UsageException when no fault begins so
	 */
	static MatrixRun of(LabContext context, Matrix matrix, String name) {
		String fault = name.equals(MATRIX) ? "" : name.substring(MATRIX.length() + 1);
		List<Matrix.Cell> cells = matrix.cells().stream().filter((cell) -> cell.fault().startsWith(fault)).toList();
		if (cells.isEmpty()) {
			throw new UsageException("The matrix has no fault \"" + fault + "\". There are: "
					+ matrix.cells().stream().map(Matrix.Cell::fault).distinct().collect(Collectors.joining("; "))
					+ ".");
		}
		return new MatrixRun(context, matrix, cells);
	}

	/**
	 * Runs all cells that can be played, names those that cannot, and prints the table.
	 * @param options how, and in which folder
	 * @param record whether what was seen is kept for {@code ./lab docs}
	 * @return the exit status
	 */
	int run(RunOptions options, boolean record) {
		Terminal terminal = this.context.terminal();
		List<Matrix.Cell> playable = new ArrayList<>();
		for (Matrix.Cell cell : this.cells) {
			Optional<String> refusal = options.backend().refusal(cell.scenario());
			refusal.ifPresentOrElse((reason) -> terminal.line("left out: " + reason), () -> playable.add(cell));
		}
		RunSet set = new RunSet(this.context, options, playable.size());
		List<RunSummary> seen = playable.stream()
			.map((cell) -> set.play(cell.name(), cell.scenario(), List.of()))
			.toList();
		if (record) {
			record(MATRIX + "-" + options.backend().word(), seen);
		}
		MatrixTable table = new MatrixTable(this.matrix, seen);
		terminal.line("");
		table.lines().forEach(terminal::line);
		terminal.line("");
		terminal.line("It took " + set.took() + ". The seed was " + options.seed() + ".");
		return VerdictPrinter.status(table.outcome());
	}

	/** A part of the matrix takes the place of what was recorded of that part alone. */
	private void record(String name, List<RunSummary> seen) {
		Records records = new Records(this.context.home().records());
		Map<String, RunSummary> all = new LinkedHashMap<>();
		records.read(name).orElse(List.of()).forEach((run) -> all.put(run.name(), run));
		seen.forEach((run) -> all.put(run.name(), run));
		List<String> known = this.matrix.cells().stream().map(Matrix.Cell::name).toList();
		records.write(name, known.stream().map(all::get).filter(Objects::nonNull).toList());
	}

}
