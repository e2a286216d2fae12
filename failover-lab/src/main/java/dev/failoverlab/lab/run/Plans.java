package dev.failoverlab.lab.run;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.Versions;
import dev.failoverlab.verdict.NearestName;

/**
 * Makes a plan of what a user names: scenarios, {@code claims}, {@code claims/NAME},
 * {@code tuning}, which is the claim of that name, {@code matrix} or
 * {@code matrix/FAULT}, likewise {@code share-groups}, and {@code versions} or
 * {@code versions/VERSION}.
 *
 * @param scenarios finds and reads scenarios
 * @param backend what the nodes are
 * @param seed the seed of the first run
 */
public record Plans(Scenarios scenarios, Backend backend, long seed) {

	static final String CLAIMS = "claims";

	static final String VERSIONS = "versions";

	private static final String TUNING = "tuning";

	/** The former word for claims. */
	private static final String SEEDS = "seeds";

	/**
	 * Makes the plan.
	 * @param names what to play, 1 name or more
	 * @param repeat how many times to play each scenario
	 * @return the plan
	 * @throws UsageException when a name is unknown, the names do not go together, or a
	 * scenario cannot be played on such nodes
	 */
	public Plan of(List<String> names, int repeat) {
		List<String> known = names.stream().map(Plans::fullName).toList();
		if (known.stream().anyMatch(is(CLAIMS))) {
			checkAlone(known, CLAIMS, repeat);
			return new ClaimPlan(known.stream().flatMap(this::claims).toList(), this.seed);
		}
		for (String matrix : this.scenarios.matrixNames()) {
			if (known.stream().anyMatch(is(matrix))) {
				checkAlone(known, matrix, repeat);
				if (known.size() > 1) {
					throw new UsageException("Name the whole matrix or one part of it, not several parts.");
				}
				return matrix(this.scenarios.matrix(matrix), known.get(0));
			}
		}
		if (known.stream().anyMatch(is(VERSIONS))) {
			checkAlone(known, VERSIONS, repeat);
			return versions(known);
		}
		List<Scenario> found = this.scenarios.find(names);
		found.forEach(this.backend::check);
		return new ScenarioPlan(found, repeat, this.seed);
	}

	private static String fullName(String name) {
		if (name.equals(TUNING)) {
			return CLAIMS + "/" + TUNING;
		}
		return is(SEEDS).test(name) ? CLAIMS + name.substring(SEEDS.length()) : name;
	}

	/** Whether a name is a set, or a part of it. */
	private static Predicate<String> is(String set) {
		return (name) -> name.equals(set) || name.startsWith(set + "/");
	}

	private void checkAlone(List<String> names, String set, int repeat) {
		names.stream().filter(is(set).negate()).findFirst().ifPresent((other) -> {
			throw new UsageException(other + " cannot be run together with " + set + ".");
		});
		if (this.backend instanceof OwnCluster) {
			throw new UsageException(set + " needs clusters of the lab's own: --cluster process or compose.");
		}
		if (repeat > 1) {
			throw new UsageException("--repeat works with scenarios, not with " + set + ".");
		}
	}

	private Stream<Claim> claims(String name) {
		if (name.equals(CLAIMS)) {
			return this.scenarios.claims().stream();
		}
		String claim = name.substring(CLAIMS.length() + 1);
		List<String> names = this.scenarios.claimNames();
		if (!names.contains(claim)) {
			throw new UsageException("There is no claim \"" + claim + "\"."
					+ NearestName.of(claim, names).map((near) -> " Did you mean claims/" + near + "?").orElse("")
					+ " There are: " + String.join(", ", names) + ".");
		}
		return Stream.of(this.scenarios.claim(claim));
	}

	private Plan matrix(Matrix matrix, String name) {
		String fault = name.equals(matrix.name()) ? "" : name.substring(matrix.name().length() + 1);
		List<Matrix.Cell> cells = matrix.cells()
			.stream()
			.filter((cell) -> List.of("", cell.row().word(), cell.row().fault()).contains(fault))
			.toList();
		if (cells.isEmpty()) {
			throw new UsageException("The matrix has no fault \"" + fault + "\". There are: "
					+ matrix.rows().stream().map(Matrix.Row::word).distinct().collect(Collectors.joining(", ")) + ".");
		}
		return new MatrixPlan(matrix, cells, this.backend, this.seed);
	}

	private Plan versions(List<String> names) {
		if (this.scenarios.settings().stream().anyMatch((setting) -> setting.path().equals("kafka"))) {
			throw new UsageException("versions plays several Kafka versions: name one of them as versions/VERSION.");
		}
		Versions versions = this.scenarios.versions();
		List<String> wanted = names.stream().map((name) -> name.replaceFirst(VERSIONS + "/?", "")).toList();
		checkVersions(wanted, versions.versions());
		List<Versions.Cell> cells = versions.cells()
			.stream()
			.filter((cell) -> wanted.contains("") || wanted.contains(cell.version()))
			.toList();
		cells.forEach((cell) -> this.backend.check(cell.scenario()));
		return new VersionsPlan(versions, cells, this.seed);
	}

	private static void checkVersions(List<String> wanted, List<String> known) {
		wanted.stream().filter((name) -> !name.isEmpty() && !known.contains(name)).findFirst().ifPresent((name) -> {
			throw new UsageException("There are no runs on Kafka " + name + ". There are: " + String.join(", ", known)
					+ ". --kafka plays a scenario on any version.");
		});
	}

}
