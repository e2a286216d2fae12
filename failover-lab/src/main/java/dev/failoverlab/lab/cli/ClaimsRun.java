package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.cluster.NearestName;
import dev.failoverlab.lab.run.ClaimResults;
import dev.failoverlab.lab.run.Records;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.scenario.Catalogue;
import dev.failoverlab.lab.scenario.Claim;

/** {@code ./lab run seeds}: the experiments, all or some. */
final class ClaimsRun {

	private static final String SEEDS = "seeds";

	private final LabContext context;

	private final List<Claim> experiments;

	private ClaimsRun(LabContext context, List<Claim> experiments) {
		this.context = context;
		this.experiments = experiments;
	}

	/**
	 * Whether a name is one of an experiment, or of all of them.
	 * @param name what is to be run
	 */
	static boolean takes(String name) {
		return name.equals(SEEDS) || name.startsWith(SEEDS + "/");
	}

	/**
	 * Finds the experiments of these names.
	 * @param context what every command needs
	 * @param catalogue what there is
	 * @param names {@code seeds} or {@code seeds/NAME} each
	 * @return the experiments, ready to be run
	 * @throws UsageException when there is none of a name
	 */
	static ClaimsRun of(LabContext context, Catalogue catalogue, List<String> names) {
		List<Claim> wanted = new ArrayList<>();
		for (String name : names) {
			wanted.addAll(name.equals(SEEDS) ? catalogue.experiments()
					: List.of(find(catalogue, name.substring(SEEDS.length() + 1))));
		}
		return new ClaimsRun(context, wanted);
	}

	/**
	 * Runs them and prints the table.
	 * @param options how, and in which folder
	 * @param record whether what was seen is kept for {@code ./lab docs}
	 * @return the exit status
	 */
	int run(RunOptions options, boolean record) {
		RunSet set = new RunSet(this.context, options,
				this.experiments.stream().mapToInt((experiment) -> experiment.runs().size()).sum());
		Records records = new Records(this.context.home().records());
		List<ClaimResults.Finding> all = new ArrayList<>();
		for (Claim experiment : this.experiments) {
			List<RunSummary> accounts = experiment.runs()
				.stream()
				.map((run) -> set.play(run.name(), run.scenario(), run.predictions()))
				.toList();
			all.add(new ClaimResults.Finding(experiment, accounts));
			if (record) {
				records.write(SEEDS + "/" + experiment.name(), accounts);
			}
		}
		ClaimResults findings = new ClaimResults(all);
		this.context.terminal().line("");
		findings.lines().forEach(this.context.terminal()::line);
		this.context.terminal().line("It took " + set.took() + ". The seed was " + options.seed() + ".");
		return VerdictPrinter.status(findings.outcome());
	}

	private static Claim find(Catalogue catalogue, String name) {
		List<String> names = catalogue.names();
		if (names.contains(name)) {
			return catalogue.experiment(name);
		}
		throw new UsageException("There is no experiment \"" + name + "\"."
				+ NearestName.of(name, names).map((near) -> " Did you mean seeds/" + near + "?").orElse("")
				+ " There are: " + String.join(", ", names) + ".");
	}

}
