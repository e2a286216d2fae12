package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.run.StartedNodes;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.search.Limits;
import dev.failoverlab.lab.search.Search;
import dev.failoverlab.lab.search.Soak;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.RunFiles;
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
		Limits limits = Limits.soak(SearchOptions.checked("--faults", this.faults, 1), this.options.down());
		Backend backend = this.options.cluster.started();
		if (backend != StartedNodes.PROCESS) {
			throw new UsageException("A soak samples processes of this machine: leave --cluster out.");
		}
		SearchSpace space = this.options.space(backend, terminal());
		try (LabLock lock = LabLock.take(home().lock(), "./lab soak")) {
			Objects.requireNonNull(lock);
			Path folder = (this.options.out != null) ? RunFolder.use(this.options.out)
					: RunFolder.create(home().runs(), "soak");
			return soak(space, limits, new SharedCluster(backend, folder), folder);
		}
	}

	private int soak(SearchSpace space, Limits limits, SharedCluster cluster, Path folder) {
		RunOptions run = new RunOptions(folder, cluster, this.options.cluster.ports, this.options.seed);
		try (SearchView view = new SearchView(terminal())) {
			Soak soak = new Soak(cluster, view);
			try (Search search = new Search(space, limits, cluster, run, soak);
					ShutdownHook hook = ShutdownHook.add(terminal(), search::close,
							"what was played is in " + RunFiles.display(folder))) {
				Objects.requireNonNull(hook);
				terminal().line(Format.count(search.schedules(), "schedule") + ", seed " + this.options.seed
						+ ". Folder: " + RunFiles.display(folder));
				List<RunSummary> results = search.play();
				terminal().line("");
				soak.lines().forEach(terminal()::line);
				terminal().line(search.summary(results));
				int status = ExitStatus.of(RunSummary.worst(results));
				return (status == ExitStatus.PASS && !soak.isFlat()) ? ExitStatus.FAIL : status;
			}
		}
	}

}
