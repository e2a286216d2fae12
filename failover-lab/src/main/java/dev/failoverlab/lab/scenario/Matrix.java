package dev.failoverlab.lab.scenario;

import java.util.List;

/**
 * Every fault on every target, under one load and with the same expectations.
 *
 * @param question what it asks, in one sentence
 * @param cells one for each fault and target, fault by fault
 */
public record Matrix(String question, List<Cell> cells) {

	public Matrix {
		cells = List.copyOf(cells);
	}

	/** The faults, in words, in their order. */
	public List<String> faults() {
		return this.cells.stream().map(Cell::fault).distinct().toList();
	}

	/** The targets, in words, in their order. */
	public List<String> targets() {
		return this.cells.stream().map(Cell::target).distinct().toList();
	}

	/**
	 * One fault on one target.
	 *
	 * @param fault the fault, in words
	 * @param target the target, in words
	 * @param scenario what is played
	 */
	public record Cell(String fault, String target, Scenario scenario) {

		/**
		 * Its name among all cells.
		 * @return for example {@code kill, active controller}
		 */
		public String name() {
			return this.fault + ", " + this.target;
		}

	}

}
