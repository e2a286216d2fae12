package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.run.SharedCluster;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SearchSpace;
import dev.failoverlab.lab.search.Limits;
import dev.failoverlab.lab.search.Search;
import dev.failoverlab.lab.search.Soak;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.RunFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is drawn, on what it is played, and playing it. */
final class SearchOptions {

	private static final int MOST = 100_000;

	private static final int SEEDS = 1_000_000;

	@Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "usual",
			description = "What schedules are drawn from: a YAML file, or a name of scenarios/search (usual).")
	private String file = "usual";

	@Option(names = "--seed", paramLabel = "S",
			description = "The seed of all random choices: the same seed draws the same schedules. By default another each time, which is printed.")
	private long seed = ThreadLocalRandom.current().nextInt(SEEDS);

	@Option(names = "--down", paramLabel = "N",
			description = "The most nodes that have a fault at the same time. By default as the file has it, or a minority.")
	private @Nullable Integer down;

	@Mixin
	private ClusterOptions cluster = new ClusterOptions();

	@Option(names = "--out", paramLabel = "DIR",
			description = "A folder for histories, reports and findings: new, or that of the same search, which goes on; by default one of its own under runs/.")
	private @Nullable Path out;

	@Mixin
	private SettingOptions settings = new SettingOptions();

	OptionalInt down() {
		return (this.down != null) ? OptionalInt.of(checked("--down", this.down, 1)) : OptionalInt.empty();
	}

	static int checked(String option, int value, int least) {
		if (value < least || value > MOST) {
			throw new UsageException(option + " must be " + least + " to " + MOST + ", not " + value + ".");
		}
		return value;
	}

	/**
	 * Plays the schedules.
	 * @param word the command
	 * @return the exit status
	 */
	int play(LabCommand command, String word, Limits limits) {
		Backend backend = this.cluster.started();
		SearchSpace space = space(backend, command.terminal());
		backend.check();
		ClusterOptions.fetch(Stream.ofNullable(this.cluster.kafka()), backend, command.terminal());
		try (LabLock lock = LabLock.take(command.home().lock(), "./lab " + word)) {
			Objects.requireNonNull(lock);
			Path folder = (this.out != null) ? this.out : RunFolder.create(command.home().runs(), word);
			if (limits.oneCluster()) {
				RunFolder.use(folder);
			}
			return play(command.terminal(), space, limits, new SharedCluster(backend, folder), folder);
		}
	}

	/** The faults that can be played on such nodes; the others are named. */
	private SearchSpace space(Backend backend, Terminal terminal) {
		Map<String, Set<String>> leftOut = new LinkedHashMap<>();
		SearchSpace space = new Scenarios(Stream.concat(this.cluster.values(), this.settings.all().stream()).toList())
			.search(this.file)
			.without(backend::missing,
					(fault, reason) -> leftOut.computeIfAbsent(reason, (first) -> new LinkedHashSet<>()).add(fault));
		leftOut.forEach((reason, faults) -> terminal.line("left out: " + String.join(", ", faults) + ": " + reason));
		if (space.faults().isEmpty()) {
			throw new UsageException("No fault of " + this.file + " can be played on such nodes.");
		}
		return space;
	}

	private int play(Terminal terminal, SearchSpace space, Limits limits, SharedCluster shared, Path folder) {
		Soak soak = new Soak(shared);
		try (SearchView view = new SearchView(terminal);
				Search search = new Search(space, limits, shared,
						new RunOptions(folder, shared, this.cluster.ports, this.seed),
						limits.oneCluster() ? List.of(view, soak) : List.of(view));
				ShutdownHook hook = ShutdownHook.add(terminal, () -> end(search, soak, limits, terminal),
						"what was played is in " + RunFiles.display(folder))) {
			Objects.requireNonNull(hook);
			terminal.line(Format.count(search.schedules(), "schedule") + ", seed " + this.seed + ". Folder: "
					+ RunFiles.display(folder));
			List<RunSummary> results = search.play();
			terminal.line("");
			int status = ExitStatus.of(RunSummary.worst(results));
			trends(soak, limits, terminal);
			terminal.line(search.summary(results));
			return (status == ExitStatus.PASS && limits.oneCluster() && !soak.isFlat()) ? ExitStatus.FAIL : status;
		}
	}

	/** What a soak has seen until then is said, too. */
	private static void end(Search search, Soak soak, Limits limits, Terminal terminal) {
		search.close();
		trends(soak, limits, terminal);
	}

	private static void trends(Soak soak, Limits limits, Terminal terminal) {
		if (limits.oneCluster()) {
			soak.lines().forEach(terminal::line);
		}
	}

}
