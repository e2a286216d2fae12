package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.Objects;

/** The experiments and the matrix that come with the lab. */
public final class Catalogue {

	private static final String SEEDS = "scenarios/seeds";

	private static final String MATRIX = "scenarios/matrix";

	private final ScenarioParser parser;

	/**
	 * What comes with the lab.
	 * @param parser what makes scenarios of their keys
	 */
	public Catalogue(ScenarioParser parser) {
		this.parser = parser;
	}

	/**
	 * The experiments.
	 * @return all of them, by name
	 * @throws DefinitionException when a file is not understood
	 */
	public List<Claim> experiments() {
		return Bundled.in(SEEDS)
			.entrySet()
			.stream()
			.map((entry) -> experiment(entry.getKey(), entry.getValue()))
			.toList();
	}

	/**
	 * The names of all experiments.
	 * @return the names, sorted
	 */
	public List<String> names() {
		return List.copyOf(Bundled.in(SEEDS).keySet());
	}

	/**
	 * One experiment.
	 * @param name one of {@link #names}
	 * @return the experiment
	 * @throws DefinitionException when its file is not understood
	 */
	public Claim experiment(String name) {
		return experiment(name, Objects.requireNonNull(Bundled.in(SEEDS).get(name), name));
	}

	/**
	 * The standing matrix.
	 * @return the matrix
	 * @throws DefinitionException when its file is not understood
	 */
	public Matrix matrix() {
		return new MatrixFile(MATRIX + "/standing.yaml", this.parser)
			.read(Objects.requireNonNull(Bundled.in(MATRIX).get("standing")));
	}

	private Claim experiment(String name, String text) {
		return new ClaimFile(SEEDS + "/" + name + ".yaml", this.parser).read(name, text);
	}

}
