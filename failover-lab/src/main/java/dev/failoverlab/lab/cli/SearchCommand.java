package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.search.Limits;
import dev.failoverlab.lab.search.Search;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.RunFiles;
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
		Limits limits = new Limits(SearchOptions.checked("--faults", this.faults, 1), this.options.down(),
				SearchOptions.checked("--findings", this.findings, 1), SearchOptions.checked("--tries", this.tries, 1),
				SearchOptions.checked("--plays", this.plays, 0), false);
		Backend backend = this.options.cluster.started();
		SearchSpace space = this.options.space(backend, terminal());
		backend.check();
		try (LabLock lock = LabLock.take(home().lock(), "./lab search")) {
			Objects.requireNonNull(lock);
			Path folder = (this.options.out != null) ? this.options.out : RunFolder.create(home().runs(), "search");
			return search(space, limits, new SharedCluster(backend, folder), folder);
		}
	}

	private int search(SearchSpace space, Limits limits, SharedCluster cluster, Path folder) {
		RunOptions run = new RunOptions(folder, cluster, this.options.cluster.ports, this.options.seed);
		try (SearchView view = new SearchView(terminal());
				Search search = new Search(space, limits, cluster, run, view);
				ShutdownHook hook = ShutdownHook.add(terminal(), search::close,
						"what was played is in " + RunFiles.display(folder))) {
			Objects.requireNonNull(hook);
			terminal().line(Format.count(search.schedules(), "schedule") + ", seed " + this.options.seed + ". Folder: "
					+ RunFiles.display(folder));
			List<RunSummary> results = search.play();
			terminal().line("");
			terminal().line(search.summary(results));
			return ExitStatus.of(RunSummary.worst(results));
		}
	}

}
