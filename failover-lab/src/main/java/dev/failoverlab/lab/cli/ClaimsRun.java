package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.verdict.NearestName;
import dev.failoverlab.lab.run.ClaimResults;
import dev.failoverlab.lab.run.Records;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.scenario.Catalogue;
import dev.failoverlab.lab.scenario.Claim;

/** {@code ./lab run claims}: all claims, or some. */
final class ClaimsRun {

	private static final String CLAIMS = "claims";

	private final LabContext context;

	private final List<Claim> claims;

	private ClaimsRun(LabContext context, List<Claim> claims) {
		this.context = context;
		this.claims = claims;
	}

	/**
	 * Whether a name is that of a claim, or of all of them.
	 * @param name what is to be run
	 */
	static boolean takes(String name) {
		String today = today(name);
		return today.equals(CLAIMS) || today.startsWith(CLAIMS + "/");
	}

	/** Claims were called seeds before, and that word goes on working. */
	private static String today(String name) {
		return name.replaceFirst("^seeds(?=$|/)", CLAIMS);
	}

	/**
	 * Finds the claims of these names.
	 * @param context what every command needs
	 * @param catalogue what there is
	 * @param names {@code claims} or {@code claims/NAME} each
	 * @return the claims, ready to be run
	 * @throws UsageException when there is none of a name
	 */
	static ClaimsRun of(LabContext context, Catalogue catalogue, List<String> names) {
		List<Claim> wanted = new ArrayList<>();
		for (String name : names.stream().map(ClaimsRun::today).toList()) {
			wanted.addAll(name.equals(CLAIMS) ? catalogue.claims()
					: List.of(find(catalogue, name.substring(CLAIMS.length() + 1))));
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
				this.claims.stream().mapToInt((claim) -> claim.runs().size()).sum());
		Records records = new Records(this.context.home().records());
		List<ClaimResults.Finding> all = new ArrayList<>();
		for (Claim claim : this.claims) {
			List<RunSummary> accounts = claim.runs()
				.stream()
				.map((run) -> set.play(run.name(), run.scenario(), run.predictions()))
				.toList();
			all.add(new ClaimResults.Finding(claim, accounts));
			if (record) {
				records.write(CLAIMS + "/" + claim.name(), accounts);
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
			return catalogue.claim(name);
		}
		throw new UsageException("There is no claim \"" + name + "\"."
				+ NearestName.of(name, names).map((near) -> " Did you mean claims/" + near + "?").orElse("")
				+ " There are: " + String.join(", ", names) + ".");
	}

}
