package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.console.PlanView;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.run.Backend;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.OwnCluster;
import dev.failoverlab.lab.run.Plan;
import dev.failoverlab.lab.run.PlanReports;
import dev.failoverlab.lab.run.PlanRunner;
import dev.failoverlab.lab.run.Plans;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.lab.run.RunOptions;
import dev.failoverlab.lab.run.RunSummary;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.lab.web.LabServer;
import dev.failoverlab.lab.web.ShownHistories;
import dev.failoverlab.lab.web.Site;
import dev.failoverlab.lab.web.WatchedPlan;
import dev.failoverlab.report.RunFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab run}. */
@Command(name = "run", sortOptions = false, description = {
		"Run a scenario on a cluster of its own and judge what happened.",
		"`./lab scenarios` lists those that come with the lab; docs/scenarios.md explains how to write one.",
		"Several, or one with --repeat, make one summary and one exit status, that of the worst.",
		"`claims` tests the claims about Kafka (`claims/NAME` one of them; `tuning` compares time-outs), `matrix` every fault on every target (`matrix/FAULT` one fault),",
		"`share-groups` the faults of a share group's nodes (docs/share-groups.md),",
		"`versions` plays a few failures on each of several Kafka versions (`versions/VERSION` on one)." },
		footer = { "", "Examples:", "  ./lab run leader-kill", "  ./lab run leader-kill --out /tmp/first --ports auto",
				"  ./lab run leader-kill leader-stop mine.yaml folder/   (one table of all)",
				"  ./lab run leader-kill --repeat 10 --seed 7   (medians and spreads)",
				"  ./lab run leader-kill --set broker.broker.session.timeout.ms=2000",
				"  ./lab run leader-kill --producer acks=0,enable.idempotence=false   (may fail)",
				"  ./lab run none --through client   (a control)",
				"  ./lab run leader-partition --cluster compose   (needs Docker)",
				"  ./lab run leader-kill --kafka 3.9.2", "  ./lab run claims/acks   (a claim, put to the test)",
				"  ./lab run leader-kill --cluster mine.yaml   (your own cluster: docs/own-cluster.md)" })
final class RunCommand extends LabCommand {

	private static final int MOST_REPEATS = 1000;

	private static final int SEEDS = 1_000_000;

	@Parameters(paramLabel = "SCENARIO", arity = "1..*",
			description = "What to run: names, YAML files, or folders of them; or claims, matrix, share-groups or versions.")
	private List<String> names = List.of();

	@Option(names = "--out", paramLabel = "DIR",
			description = "A new or empty folder for history, report and logs; by default one of its own under runs/.")
	private @Nullable Path out;

	@Mixin
	private ClusterOptions cluster = new ClusterOptions();

	@Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "Run each N times, 1 to 1000.")
	private int repeat = 1;

	@Option(names = "--seed", paramLabel = "S",
			description = "The seed of all random choices: the same seed chooses the same targets. By default another each time, which is printed.")
	private long seed = ThreadLocalRandom.current().nextInt(SEEDS);

	@Mixin
	private SettingOptions settings = new SettingOptions();

	@Option(names = "--junit", paramLabel = "FILE",
			description = "Where to write the expectations as tests, in JUnit's XML: a test suite for each run (docs/ci.md).")
	private @Nullable Path junit;

	@Option(names = "--summary", paramLabel = "FILE.md",
			description = "Where to write a summary in Markdown, which CI servers show on the page of a build.")
	private @Nullable Path summary;

	@Option(names = "--watch", description = "Show the run as a page while it goes on.")
	private boolean watch;

	@Option(names = "--record",
			description = "Of claims, matrix, share-groups and versions: keep the results in docs/recorded, for ./lab docs. What is recorded of a matrix or of versions already is not played again.")
	private boolean record;

	@Option(names = "--verbose",
			description = "Of a single run: show every change, and the expectations that are met, too.")
	private boolean verbose;

	@Option(names = "--confirm-cluster", paramLabel = "ID",
			description = "Of a cluster that others run: its id, in place of typing it. Without it nothing is done to such a cluster.")
	private @Nullable String confirmed;

	@Override
	public Integer call() {
		Backend backend = this.cluster.find();
		refuse(this.repeat < 1 || this.repeat > MOST_REPEATS,
				"--repeat must be 1 to " + MOST_REPEATS + ", not " + this.repeat + ".");
		Plan plan = new Plans(scenarios(backend), backend, this.seed).of(this.names, this.repeat);
		refuse(this.record && !plan.isRecordable(),
				"--record is for claims, matrix and versions: pages show only these.");
		refuse(this.record && !given().isEmpty(), "--record works only with the settings of the files.");
		backend.check();
		if (backend instanceof OwnCluster own) {
			new Confirmation(terminal(), own).require(this.confirmed);
		}
		Plan due = this.record ? plan.resumed(home().records()) : plan;
		ClusterOptions.fetch(due.runs().stream().flatMap((run) -> Stream.ofNullable(run.scenario().setup().kafka())),
				backend, terminal());
		PlanReports reports = new PlanReports(due, this.junit, this.summary);
		try (LabLock lock = LabLock.take(home().lock(), "./lab run " + String.join(" ", this.names))) {
			Objects.requireNonNull(lock);
			Path folder = (this.out != null) ? RunFolder.use(this.out) : RunFolder.create(home().runs(), plan.name());
			return play(due, reports, new RunOptions(folder, backend, this.cluster.ports, this.seed));
		}
	}

	private Scenarios scenarios(Backend backend) {
		List<SetValue> given = given();
		return (backend instanceof OwnCluster own)
				? new Scenarios(Stream.concat(own.settings().stream(), given.stream()).toList(), own::topic)
				: new Scenarios(given);
	}

	/** What the command line says of a scenario. */
	private List<SetValue> given() {
		return Stream.concat(this.cluster.values(), this.settings.all().stream()).toList();
	}

	private int play(Plan plan, PlanReports reports, RunOptions options) {
		ShownHistories shown = new ShownHistories();
		if (!this.watch) {
			return play(plan, reports, options, shown);
		}
		try (LabServer server = LabServer.watch(0, Site.MACHINE, shown)) {
			terminal().line("The run as a page: " + server.address() + "/");
			return play(plan, reports, options, shown);
		}
	}

	private int play(Plan plan, PlanReports reports, RunOptions options, ShownHistories shown) {
		try (PlanView view = PlanView.of(terminal(), plan, this.verbose);
				PlanRunner runner = new PlanRunner(plan, options, List.of(view, new WatchedPlan(shown), reports),
						(results) -> record(plan, results));
				ShutdownHook hook = ShutdownHook.add(terminal(), () -> end(view, runner),
						"the history so far is in " + RunFiles.display(options.directory()))) {
			Objects.requireNonNull(hook);
			List<RunSummary> results = runner.play();
			view.summary(results, options);
			reports.lines().forEach(terminal()::line);
			return ExitStatus.of(RunSummary.worst(results));
		}
	}

	private void record(Plan plan, List<RunSummary> results) {
		if (this.record) {
			plan.record(results, home().records());
		}
	}

	private static void end(PlanView view, PlanRunner runner) {
		view.close();
		runner.close();
	}

	private static void refuse(boolean wrong, String message) {
		if (wrong) {
			throw new UsageException(message);
		}
	}

}
