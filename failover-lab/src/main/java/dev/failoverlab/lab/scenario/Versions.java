package dev.failoverlab.lab.scenario;

import java.util.List;

/**
 * The same runs on nodes of several Kafka versions.
 *
 * @param question what they ask, in one sentence
 * @param cells one for each version and run, version by version
 */
public record Versions(String question, List<Cell> cells) {

	public Versions {
		cells = List.copyOf(cells);
	}

	/** The versions, in their order. */
	public List<String> versions() {
		return this.cells.stream().map(Cell::version).distinct().toList();
	}

	/** The names of the runs, in their order. */
	public List<String> runs() {
		return this.cells.stream().map(Cell::run).distinct().toList();
	}

	/**
	 * One run on one version.
	 *
	 * @param version the version of the nodes
	 * @param run the name of the run
	 * @param scenario what is played
	 */
	public record Cell(String version, String run, Scenario scenario) {

		/** What its result is recorded under. */
		public String key() {
			return this.scenario.key(this.version + ", " + this.run);
		}

	}

}
