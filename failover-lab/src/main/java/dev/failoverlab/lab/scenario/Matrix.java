package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Every fault on every target, under one load and with the same expectations.
 *
 * @param name the name by which it is run
 * @param question what it asks, in one sentence
 * @param cells one for each fault and target, fault by fault
 * @param without why other targets are left out, by target
 */
public record Matrix(String name, String question, List<Cell> cells, Map<String, String> without) {

	public Matrix {
		cells = List.copyOf(cells);
		without = new TreeMap<>(without);
	}

	/** Whether a share group reads in all of its runs. */
	public boolean isShared() {
		return this.cells.stream()
			.map(Cell::scenario)
			.allMatch((scenario) -> scenario == null || scenario.setup().sharing() != null);
	}

	/** The rows, in their order. */
	public List<Row> rows() {
		return this.cells.stream().map(Cell::row).distinct().toList();
	}

	/** The faults in words, in their order. */
	public List<String> faults() {
		return rows().stream().map(Row::fault).toList();
	}

	/** The targets in words, in their order. */
	public List<String> targets() {
		return this.cells.stream().map(Cell::target).distinct().toList();
	}

	/**
	 * One fault.
	 *
	 * @param word its word
	 * @param fault the fault with its keys, for example {@code bounce with kill, 2 times}
	 * @param lasting how long it is in force before it is healed
	 * @param runs how many times each cell is run, 1 or more
	 */
	public record Row(String word, String fault, Duration lasting, int runs) {
	}

	/**
	 * One fault on one target.
	 *
	 * @param row the fault
	 * @param target the target in words
	 * @param scenario what is played; null when the cell is left out
	 * @param reason why it is left out, or an empty string
	 */
	public record Cell(Row row, String target, @Nullable Scenario scenario, String reason) {

		/** What its results are recorded under. */
		public String key() {
			return Objects.requireNonNull(this.scenario).key(this.row.fault() + ", " + this.target);
		}

	}

}
