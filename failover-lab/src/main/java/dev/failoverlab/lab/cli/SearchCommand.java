package dev.failoverlab.lab.cli;

import dev.failoverlab.lab.search.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./lab search}. */
@Command(name = "search", sortOptions = false, description = {
		"Play random schedules of faults, and find one that breaks what is expected.",
		"Each schedule has its own topic, history and verdict. One cluster serves all of them for as long as it is sound. "
				+ "A schedule that fails is shrunk to the shortest one that still fails, and written as a scenario. "
				+ "Interrupted, a search goes on with the same --out and --seed.",
		"docs/search.md explains it, and tells what was found." },
		footer = { "", "Examples:", "  ./lab search --faults 50 --seed 7",
				"  ./lab search --producer acks=1,enable.idempotence=false   (finds lost writes)",
				"  ./lab search mine.yaml --findings 1 --out runs/mine" })
final class SearchCommand extends LabCommand {

	@Option(names = "--faults", paramLabel = "N", defaultValue = "200",
			description = "How many faults are inflicted (200); the last schedule may have a few more.")
	private int faults;

	@Option(names = "--findings", paramLabel = "N", defaultValue = "100",
			description = "After how many findings the search ends (100). A finding is an expectation that was not met before.")
	private int findings;

	@Option(names = "--tries", paramLabel = "N", defaultValue = "2",
			description = "How many times a shorter schedule is played before it counts as one that does not fail (2).")
	private int tries;

	@Option(names = "--plays", paramLabel = "N", defaultValue = "60",
			description = "The most runs that a finding is shrunk with (60); 0 to shrink none.")
	private int plays;

	@Mixin
	private SearchOptions options = new SearchOptions();

	@Override
	public Integer call() {
		return this.options.play(this, "search",
				new Limits(SearchOptions.checked("--faults", this.faults, 1), this.options.down(),
						SearchOptions.checked("--findings", this.findings, 1),
						SearchOptions.checked("--tries", this.tries, 1),
						SearchOptions.checked("--plays", this.plays, 0), false));
	}

}
