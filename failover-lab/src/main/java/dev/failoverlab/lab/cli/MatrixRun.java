package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.failoverlab.lab.experiment.Matrix;
import dev.failoverlab.lab.experiment.MatrixTable;
import dev.failoverlab.lab.experiment.Records;
import dev.failoverlab.lab.experiment.RunAccount;
import dev.failoverlab.lab.scenario.RunOptions;

/** {@code ./lab run matrix}: every fault on every target. */
final class MatrixRun {

	/** The word for it, and the name of its record. */
	static final String MATRIX = "matrix";

	private final LabContext context;

	private final Matrix matrix;

	MatrixRun(LabContext context, Matrix matrix) {
		this.context = context;
		this.matrix = matrix;
	}

	/**
	 * Runs all cells that can be played, names those that cannot, and prints the table.
	 * @param options how, and in which folder
	 * @param record whether what was seen is kept for {@code ./lab docs}
	 * @return the exit status
	 */
	int run(RunOptions options, boolean record) {
		Terminal terminal = this.context.terminal();
		List<Matrix.Cell> cells = new ArrayList<>();
		for (Matrix.Cell cell : this.matrix.cells()) {
			Optional<String> refusal = cell.refusal(options.backend());
			refusal.ifPresentOrElse((reason) -> terminal.line("left out: " + reason), () -> cells.add(cell));
		}
		RunSet set = new RunSet(this.context, options, cells.size());
		List<RunAccount> seen = cells.stream()
			.map((cell) -> set.play(cell.name(), cell.scenario(), List.of()))
			.toList();
		if (record) {
			new Records(this.context.home().records()).write(MATRIX + "-" + options.backend().word(), seen);
		}
		MatrixTable table = new MatrixTable(this.matrix, seen);
		terminal.line("");
		table.lines().forEach(terminal::line);
		terminal.line("");
		terminal.line("It took " + set.took() + ".");
		return Account.status(table.outcome());
	}

}
