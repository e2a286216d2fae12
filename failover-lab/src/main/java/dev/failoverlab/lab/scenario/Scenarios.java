package dev.failoverlab.lab.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.verdict.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * The scenarios, the claims and the matrix that come with the lab, and anybody's own
 * scenarios.
 *
 * @param settings what takes the place of the files' own
 * @param others for a cluster that others run: what it makes of a scenario's topic by the
 * name that the scenario gives it, if it gives any; null for a cluster of the lab's own
 */
public record Scenarios(List<SetValue> settings, @Nullable Function<Optional<String>, List<SetValue>> others) {

	private static final String FOLDER = "scenarios";

	private static final String CLAIMS = FOLDER + "/claims";

	private static final String MATRICES = FOLDER + "/matrix";

	/** The files of the matrices, by the names by which these are run. */
	private static final Map<String, String> MATRIX_FILES = new TreeMap<>(
			Map.of("matrix", "standing", "share-groups", "share-groups"));

	private static final String SEARCH = FOLDER + "/search";

	private static final String VERSIONS = FOLDER + "/versions";

	public Scenarios {
		settings = List.copyOf(settings);
	}

	/** On a cluster of the lab's own. */
	public Scenarios(List<SetValue> settings) {
		this(settings, null);
	}

	/**
	 * As the files have them.
	 */
	public Scenarios() {
		this(List.of());
	}

	/**
	 * The scenarios that come with the lab.
	 * @return all of them, by name
	 * @throws DefinitionException when a file is not understood
	 */
	public List<Scenario> all() {
		return Mistakes.inAll(YamlFiles.bundled(FOLDER).keySet(), this::named);
	}

	/**
	 * One that comes with the lab.
	 * @param name its name
	 * @return the scenario
	 * @throws DefinitionException when there is none of that name, or its file is not
	 * understood
	 */
	public Scenario named(String name) {
		Map<String, String> texts = YamlFiles.bundled(FOLDER);
		String text = texts.get(name);
		if (text == null) {
			throw new DefinitionException(unknown(name, texts.keySet()), null);
		}
		return read(FOLDER + "/" + name + ".yaml", name, text);
	}

	/**
	 * What somebody asks for.
	 * @param names names of scenarios that come with the lab, YAML files, or folders of
	 * such files
	 * @return the scenarios
	 * @throws DefinitionException when one is not there or not understood; with the
	 * mistakes of all of them
	 */
	public List<Scenario> find(Collection<String> names) {
		return Mistakes.inAll(names, (name) -> Mistakes.inAll(files(name), this::find))
			.stream()
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * One of what somebody asks for.
	 * @param what the name of a scenario that comes with the lab, or a YAML file
	 * @return the scenario
	 * @throws DefinitionException when it is not there or not understood
	 */
	public Scenario find(String what) {
		Path file = Path.of(what);
		return Files.isRegularFile(file) ? read(what, YamlFiles.name(file), YamlFiles.text(file)) : named(what);
	}

	/**
	 * The files that a name stands for.
	 * @param name a name that {@link #find(Collection)} takes
	 * @return the files of a folder, or else the name alone
	 * @throws DefinitionException when a folder has none
	 */
	public List<String> files(String name) {
		Path path = Path.of(name);
		return Files.isDirectory(path) ? YamlFiles.in(path).stream().map(Path::toString).toList() : List.of(name);
	}

	/**
	 * Reads the text of a scenario's file.
	 * @param file the file's name, for messages
	 * @param name the scenario's name
	 * @param text what is in the file
	 * @return the scenario
	 * @throws DefinitionException with all mistakes
	 */
	public Scenario read(String file, String name, String text) {
		return YamlText.inFile(file, text, (value) -> scenario(name, value.mapping("the file")));
	}

	/**
	 * The names of the claims.
	 * @return the names, sorted
	 */
	public List<String> claimNames() {
		return List.copyOf(YamlFiles.bundled(CLAIMS).keySet());
	}

	/**
	 * The claims.
	 * @return all of them, by name
	 * @throws DefinitionException when a file is not understood
	 */
	public List<Claim> claims() {
		return Mistakes.inAll(claimNames(), this::claim);
	}

	/**
	 * One claim.
	 * @param name one of {@link #claimNames}
	 * @return the claim
	 * @throws DefinitionException when its file is not understood
	 */
	public Claim claim(String name) {
		return readClaim(CLAIMS + "/" + name + ".yaml", name,
				Objects.requireNonNull(YamlFiles.bundled(CLAIMS).get(name), name));
	}

	Claim readClaim(String file, String name, String text) {
		return YamlText.inFile(file, text, (value) -> ClaimKeys.read(name, value, this::scenario));
	}

	/**
	 * The names of the matrices.
	 * @return the names, sorted
	 */
	public List<String> matrixNames() {
		return List.copyOf(MATRIX_FILES.keySet());
	}

	/**
	 * One matrix.
	 * @param name one of {@link #matrixNames}
	 * @return the matrix
	 * @throws DefinitionException when its file is not understood
	 */
	public Matrix matrix(String name) {
		String file = Objects.requireNonNull(MATRIX_FILES.get(name), name);
		return readMatrix(name, MATRICES + "/" + file + ".yaml",
				Objects.requireNonNull(YamlFiles.bundled(MATRICES).get(file), file));
	}

	/**
	 * The matrix of every fault on every target.
	 * @return the matrix
	 * @throws DefinitionException when its file is not understood
	 */
	public Matrix matrix() {
		return matrix("matrix");
	}

	Matrix readMatrix(String name, String file, String text) {
		return YamlText.inFile(file, text, (value) -> MatrixKeys.read(name, value, this::scenario));
	}

	/**
	 * The standing runs on several Kafka versions.
	 * @throws DefinitionException when their file is not understood
	 */
	public Versions versions() {
		return readVersions(VERSIONS + "/standing.yaml",
				Objects.requireNonNull(YamlFiles.bundled(VERSIONS).get("standing")));
	}

	Versions readVersions(String file, String text) {
		return YamlText.inFile(file, text, (value) -> VersionsKeys.read(value, this::scenario));
	}

	/**
	 * What a search draws from.
	 * @param what the name of a search that comes with the lab, or a YAML file
	 * @throws DefinitionException when it is not there or not understood
	 */
	public SearchSpace search(String what) {
		Path file = Path.of(what);
		if (Files.isRegularFile(file)) {
			return readSearch(what, YamlFiles.name(file), YamlFiles.text(file));
		}
		Map<String, String> texts = YamlFiles.bundled(SEARCH);
		String text = texts.get(what);
		if (text == null) {
			throw new DefinitionException("There is no file " + what + ", and no search of that name. There are: "
					+ String.join(", ", texts.keySet()) + ".", null);
		}
		return readSearch(SEARCH + "/" + what + ".yaml", what, text);
	}

	SearchSpace readSearch(String file, String name, String text) {
		return YamlText.inFile(file, text, (value) -> SearchKeys.read(name, value, this::set));
	}

	private Mapping set(Mapping keys) {
		Mapping all = keys;
		for (SetValue setting : this.settings) {
			all = setting.in(all);
		}
		return all;
	}

	private Scenario scenario(String name, Mapping keys) {
		Mapping all = set(keys);
		if (this.others != null) {
			Optional<String> topic = Optional.of(ScenarioKeys.topic(all))
				.filter((own) -> !own.equals(ScenarioKeys.EMAILS));
			for (SetValue setting : this.others.apply(topic)) {
				all = setting.in(all);
			}
		}
		return ScenarioKeys.read(name, ScenarioKeys.renamed(all, ScenarioKeys.topic(keys), ScenarioKeys.topic(all)),
				this.others != null);
	}

	private static String unknown(String name, Collection<String> names) {
		if (name.contains("/") || name.endsWith(".yaml")) {
			return "There is no file and no folder " + name + ".";
		}
		return "There is no scenario \"" + name + "\"."
				+ NearestName.of(name, names).map((near) -> " Did you mean " + near + "?").orElse("") + " There are: "
				+ String.join(", ", names) + ".";
	}

}
