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

		/**
		 * What its result is recorded under. It changes when what is played changes:
		 * results of another definition must not count.
		 * @return for example {@code 3.9.2, leader killed (3f09ac21)}
		 */
		public String key() {
			return "%s, %s (%08x)".formatted(this.version, this.run, this.scenario.definition().hashCode());
		}

	}

}
