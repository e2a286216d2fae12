package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

import dev.failoverlab.lab.console.Interruption;
import dev.failoverlab.lab.console.RunView;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunResult;
import dev.failoverlab.lab.run.ScenarioRunner;
import dev.failoverlab.lab.scenario.Catalogue;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.lab.scenario.Through;
import dev.failoverlab.report.JunitReport;
import dev.failoverlab.report.Palette;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab run}. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false, description = {
		"Run a scenario on a cluster of its own and judge what happened.",
		"`./lab scenarios` lists those that come with the lab; docs/scenarios.md tells how to write one.",
		"Several, or one with --repeat, make one summary and one exit status, that of the worst.",
		"`claims` tests the claims about Kafka (`claims/NAME` one of them), `matrix` every fault on every target (`matrix/FAULT` one fault)." },
		footer = { "", "Examples:", "  ./lab run leader-kill", "  ./lab run leader-kill --out /tmp/first --ports auto",
				"  ./lab run leader-kill leader-stop mine.yaml folder/   (one table of all)",
				"  ./lab run leader-kill --repeat 10 --seed 7   (medians and spreads)",
				"  ./lab run leader-kill --set broker.broker.session.timeout.ms=2000",
				"  ./lab run leader-kill --producer acks=0,enable.idempotence=false   (may fail)",
				"  ./lab run none --through client   (a control)",
				"  ./lab run leader-partition --cluster compose   (needs Docker)",
				"  ./lab run claims/acks   (a claim, put to the test)" })
final class RunCommand implements Callable<Integer> {

	private static final int MOST_REPEATS = 1000;

	private static final int SEEDS = 1_000_000;

	private final LabContext context;

	@Parameters(paramLabel = "SCENARIO", arity = "1..*",
			description = "What to run: names, YAML files, or folders of them; or claims, or matrix.")
	private List<String> names = new ArrayList<>();

	@Option(names = "--out", paramLabel = "DIR",
			description = "A new or empty folder for history, report and logs; by default one of its own under runs/.")
	private @Nullable Path out;

	@Option(names = "--ports", paramLabel = "fixed|auto", defaultValue = "fixed",
			description = "The nodes' ports: those of kafka-config (the default) or free ones.")
	private PortChoice ports = PortChoice.FIXED;

	@Option(names = "--cluster", paramLabel = "process|compose", defaultValue = "process",
			description = "What the nodes are: processes on this machine (the default) or containers of Docker Compose.")
	private Backend cluster = Backend.PROCESS;

	@Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "Run each N times, 1 to 1000.")
	private int repeat = 1;

	@Option(names = "--seed", paramLabel = "S",
			description = "What chance begins with: the same seed chooses the same targets. By default another each time, which is told.")
	private @Nullable Long seed;

	@Option(names = "--set", paramLabel = "KEY=VALUE",
			description = "A value in place of the file's own, for example load.keys=1 or topic.min-isr=1; can be repeated.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--through", paramLabel = "service|client",
			description = "Send through the two services or with plain Kafka clients, as a control; short for --set load.through.")
	private @Nullable Through through;

	@Option(names = "--rate", paramLabel = "N", description = "Emails a second; short for --set load.rate.")
	private @Nullable String rate;

	@Option(names = "--producer", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of the producer, separated by commas; short for --set producer.KEY.")
	private Map<String, String> producer = new LinkedHashMap<>();

	@Option(names = "--consumer", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of the consumer, likewise.")
	private Map<String, String> consumer = new LinkedHashMap<>();

	@Option(names = "--broker", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of every node, likewise.")
	private Map<String, String> broker = new LinkedHashMap<>();

	@Option(names = "--junit", paramLabel = "FILE",
			description = "Where to write the expectations of a single run as tests, in JUnit's XML.")
	private @Nullable Path junit;

	@Option(names = "--record",
			description = "Of claims and matrix: keep what was seen in docs/recorded, for ./lab docs.")
	private boolean record;

	RunCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		if (this.repeat < 1 || this.repeat > MOST_REPEATS) {
			throw new UsageException("--repeat must be 1 to " + MOST_REPEATS + ", not " + this.repeat + ".");
		}
		Scenarios definitions = new Scenarios(settings());
		if (this.names.stream().anyMatch((name) -> ClaimsRun.takes(name) || MatrixRun.takes(name))) {
			return runSet(new Catalogue(definitions::read));
		}
		if (this.record) {
			throw new UsageException("--record is for claims and matrix: only of these ./lab docs makes pages.");
		}
		List<Scenario> scenarios = this.names.stream().flatMap((name) -> definitions.find(name).stream()).toList();
		scenarios.forEach(this::check);
		if (scenarios.size() * this.repeat == 1) {
			return locked(scenarios.get(0).name(), (options) -> run(scenarios.get(0), options));
		}
		refuse(this.junit != null, "--junit", "a single run; ./lab judge HISTORY --junit FILE makes tests of each");
		return locked((scenarios.size() == 1) ? scenarios.get(0).name() : "several",
				new ScenariosRun(this.context, scenarios, this.repeat)::run);
	}

	private int runSet(Catalogue catalogue) {
		refuse(this.repeat > 1, "--repeat", "scenarios");
		refuse(this.record && !settings().isEmpty(), "--record", "what the files say: leave other settings out");
		refuse(this.junit != null, "--junit", "a single scenario");
		String set = this.names.stream().anyMatch(ClaimsRun::takes) ? "claims" : "matrix";
		Predicate<String> taken = set.equals("claims") ? ClaimsRun::takes : MatrixRun::takes;
		this.names.stream().filter(taken.negate()).findFirst().ifPresent((other) -> {
			throw new UsageException(other + " belongs to a run of its own, without " + set + ".");
		});
		if (set.equals("claims")) {
			ClaimsRun claims = ClaimsRun.of(this.context, catalogue, this.names);
			return locked(set, (options) -> claims.run(options, this.record));
		}
		refuse(this.names.size() > 1, "More than one part of the matrix", "a run each");
		MatrixRun matrix = MatrixRun.of(this.context, catalogue.matrix(), this.names.get(0));
		return locked(set, (options) -> matrix.run(options, this.record));
	}

	private static void refuse(boolean wrong, String what, String belongs) {
		if (wrong) {
			throw new UsageException(what + " belongs to " + belongs + ".");
		}
	}

	private int locked(String name, ToIntFunction<RunOptions> action) {
		this.cluster.check();
		try (LabLock lock = LabLock.take(this.context.home().lock(), "./lab run " + String.join(" ", this.names))) {
			Objects.requireNonNull(lock);
			Path folder = (this.out != null) ? RunFolder.use(this.out)
					: RunFolder.create(this.context.home().runs(), name);
			return action.applyAsInt(options(folder));
		}
	}

	private int run(Scenario scenario, RunOptions options) {
		Terminal terminal = this.context.terminal();
		String folder = this.context.home().inWords(options.directory());
		LabLog.to(options.directory().resolve("lab.log"));
		terminal.line(terminal.paint(Palette.STRONG, scenario.name()) + ": " + scenario.question());
		terminal.line("history, report and logs: " + folder + " (seed " + options.seed() + ")");
		terminal.line("");
		RunResult result = play(scenario, options, folder);
		terminal.line("");
		Map<String, @Nullable Path> files = new LinkedHashMap<>();
		files.put("History", result.history());
		files.put("Report", result.report());
		files.put("Page", result.page());
		if (this.junit != null) {
			JunitReport.write(result.verdict(), this.junit);
			files.put("Tests", this.junit);
		}
		return new VerdictPrinter(this.context).print(result.verdict(), files);
	}

	private RunResult play(Scenario scenario, RunOptions options, String folder) {
		Terminal terminal = this.context.terminal();
		try (ScenarioRunner runner = new ScenarioRunner(scenario, options);
				RunView view = RunView.live(terminal, scenario.topic().name());
				Interruption watch = Interruption.watch(terminal, () -> end(runner, view),
						"the history so far is in " + folder)) {
			Objects.requireNonNull(watch);
			return runner.listen(view).run();
		}
	}

	private static void end(ScenarioRunner runner, RunView view) {
		view.close();
		runner.close();
	}

	private RunOptions options(Path folder) {
		return RunOptions.in(folder)
			.withBackend(this.cluster)
			.withPorts(this.ports.ports())
			.withSeed((this.seed != null) ? this.seed : ThreadLocalRandom.current().nextInt(SEEDS));
	}

	/** The short forms first, so that --set has the last word. */
	private List<SetValue> settings() {
		List<SetValue> all = new ArrayList<>();
		if (this.through != null) {
			all.add(new SetValue("load.through", this.through.word()));
		}
		if (this.rate != null) {
			all.add(new SetValue("load.rate", this.rate));
		}
		all.addAll(SetValue.in("producer", this.producer));
		all.addAll(SetValue.in("consumer", this.consumer));
		all.addAll(SetValue.in("broker", this.broker));
		this.settings.forEach((path, value) -> all.add(new SetValue(path, value)));
		return all;
	}

	/** Before anything is made or started. */
	private void check(Scenario scenario) {
		try {
			this.cluster.check(scenario);
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException(String.valueOf(ex.getMessage()), ex);
		}
	}

}
