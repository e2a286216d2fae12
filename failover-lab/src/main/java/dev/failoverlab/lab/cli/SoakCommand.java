package dev.failoverlab.lab.cli;

import dev.failoverlab.lab.search.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./lab soak}. */
@Command(name = "soak", sortOptions = false, description = {
		"Inflict many faults on one cluster, and see whether anything is lost and whether anything grows.",
		"Schedules are drawn as by ./lab search. After each, the memory, threads, open files and disk of every process are "
				+ "sampled; the first quarter of the samples is compared with the last. It ends with the first schedule that fails." },
		footer = { "", "Examples:", "  ./lab soak --faults 300", "  ./lab soak --faults 50 --seed 7 --fast-failover" })
final class SoakCommand extends LabCommand {

	@Option(names = "--faults", paramLabel = "N", defaultValue = "300",
			description = "How many faults are inflicted (300); the last schedule may have a few more.")
	private int faults;

	@Mixin
	private SearchOptions options = new SearchOptions();

	@Override
	public Integer call() {
		return this.options.play(this, "soak",
				Limits.soak(SearchOptions.checked("--faults", this.faults, 1), this.options.down()));
	}

}
