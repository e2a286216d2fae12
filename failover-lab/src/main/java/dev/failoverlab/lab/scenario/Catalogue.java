package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.Objects;

/** The claims and the matrix that come with the lab. */
public final class Catalogue {

	private static final String CLAIMS = "scenarios/claims";

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
	 * The claims.
	 * @return all of them, by name
	 * @throws DefinitionException when a file is not understood
	 */
	public List<Claim> claims() {
		return Bundled.in(CLAIMS).entrySet().stream().map((entry) -> claim(entry.getKey(), entry.getValue())).toList();
	}

	/**
	 * The names of all claims.
	 * @return the names, sorted
	 */
	public List<String> names() {
		return List.copyOf(Bundled.in(CLAIMS).keySet());
	}

	/**
	 * One claim.
	 * @param name one of {@link #names}
	 * @return the claim
	 * @throws DefinitionException when its file is not understood
	 */
	public Claim claim(String name) {
		return claim(name, Objects.requireNonNull(Bundled.in(CLAIMS).get(name), name));
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

	private Claim claim(String name, String text) {
		return new ClaimFile(CLAIMS + "/" + name + ".yaml", this.parser).read(name, text);
	}

}
