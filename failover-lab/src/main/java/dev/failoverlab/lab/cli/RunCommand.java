package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.failoverlab.lab.report.JunitReport;
import dev.failoverlab.lab.scenario.Backend;
import dev.failoverlab.lab.scenario.RunOptions;
import dev.failoverlab.lab.scenario.RunResult;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.ScenarioRunner;
import dev.failoverlab.lab.scenario.Scenarios;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./lab run SCENARIO}. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
		description = { "Run a scenario on a cluster of its own and judge what happened.",
				"`./lab scenarios` lists them." },
		footer = { "", "Examples:", "  ./lab run leader-kill", "  ./lab run leader-kill --out /tmp/first --ports auto",
				"  ./lab run leader-kill --broker broker.session.timeout.ms=2000",
				"  ./lab run leader-kill --producer acks=0,enable.idempotence=false   (may fail)",
				"  ./lab run none --through client                                    (a control)",
				"  ./lab run leader-partition --cluster compose                       (needs Docker)" })
final class RunCommand implements Callable<Integer> {

	private final LabContext context;

	@Parameters(paramLabel = "SCENARIO", description = "What to run.")
	private String name = "";

	@Option(names = "--out", paramLabel = "DIR",
			description = "A new or empty folder for history, report and logs; by default one of its own under runs/.")
	private @Nullable Path out;

	@Option(names = "--ports", paramLabel = "fixed|auto", defaultValue = "fixed",
			description = "The nodes' ports: those of kafka-config (the default) or free ones.")
	private PortChoice ports = PortChoice.FIXED;

	@Option(names = "--through", paramLabel = "service|client", defaultValue = "service",
			description = "Send through the two services (the default) or with plain Kafka clients, as a control.")
	private RunOptions.Through through = RunOptions.Through.SERVICE;

	@Option(names = "--rate", paramLabel = "N", description = "Emails a second, instead of the scenario's own rate.")
	private @Nullable Integer rate;

	@Option(names = "--producer", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of the producer, separated by commas; can be repeated.")
	private Map<String, String> producer = new LinkedHashMap<>();

	@Option(names = "--broker", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of every node, likewise.")
	private Map<String, String> broker = new LinkedHashMap<>();

	@Option(names = "--junit", paramLabel = "FILE",
			description = "Where to write the expectations as tests, in JUnit's XML.")
	private @Nullable Path junit;

	@Option(names = "--cluster", paramLabel = "process|compose", defaultValue = "process",
			description = "What the nodes are: processes on this machine (the default) or containers of Docker Compose.")
	private Backend cluster = Backend.PROCESS;

	RunCommand(LabContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		Scenario scenario = Scenarios.find(this.name).orElseThrow(() -> new UsageException(unknownScenario()));
		check(scenario);
		this.cluster.check();
		try (LabLock lock = LabLock.take(this.context.home().lock(), "./lab run " + this.name)) {
			Objects.requireNonNull(lock);
			Path folder = (this.out != null) ? RunFolder.use(this.out)
					: RunFolder.create(this.context.home().runs(), this.name);
			return run(scenario, options(folder));
		}
	}

	private int run(Scenario scenario, RunOptions options) {
		Terminal terminal = this.context.terminal();
		String folder = this.context.home().inWords(options.directory());
		LabLog.to(options.directory().resolve("lab.log"));
		terminal.line(terminal.paint(Terminal.Colour.STRONG, scenario.name()) + ": " + scenario.question());
		terminal.line("history, report and logs: " + folder);
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
		return new Account(this.context).print(result.verdict(), files);
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
		RunOptions options = RunOptions.in(folder)
			.withBackend(this.cluster)
			.withPorts(this.ports.ports())
			.withThrough(this.through)
			.withProducer(this.producer)
			.withBroker(this.broker);
		return (this.rate != null) ? options.withRate(this.rate) : options;
	}

	/** Before anything is made or started. */
	private void check(Scenario scenario) {
		try {
			int ratePerSecond = options(Path.of("")).rate().orElse(scenario.load().ratePerSecond());
			scenario.withRate(ratePerSecond);
			this.cluster.check(scenario);
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private String unknownScenario() {
		List<String> names = Scenarios.all().stream().map(Scenario::name).toList();
		return "There is no scenario \"" + this.name + "\"."
				+ NearestName.of(this.name, names).map((near) -> " Did you mean " + near + "?").orElse("")
				+ " There are: " + String.join(", ", names) + ".";
	}

}
