package dev.failoverlab.lab.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.bench.FailoverBench;
import dev.failoverlab.lab.bench.FailoverBench.Round;
import dev.failoverlab.lab.bench.FailoverBench.Series;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.verdict.Outcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab bench failover}. */
@Command(name = "failover", sortOptions = false, description = {
		"Kill a leader again and again (SIGKILL) with fast failover, and measure for how long the worst partition "
				+ "acknowledges nothing.",
		"300 emails a second with a plain producer, three nodes, three partitions, acks=all. In rounds: each has a "
				+ "cluster and a history of its own, which is judged. Interrupted, it goes on with the same --out." },
		footer = { "", "Examples:", "  ./lab bench failover --kills 100",
				"  ./lab bench failover --kills 100 --controller --out runs/controller",
				"  ./lab bench failover --kills 20 --fast-producer",
				"  ./lab bench failover --kills 5 --no-guard   (Kafka alone)" })
final class BenchFailoverCommand extends LabCommand {

	private static final int MOST = 10_000;

	@Option(names = "--kills", paramLabel = "N", defaultValue = "100", description = "How many kills (100).")
	private int kills;

	@Option(names = "--round", paramLabel = "N", defaultValue = "20", description = "Kills in a round (20).")
	private int perRound;

	@Option(names = "--controller", description = "The victim is also the active controller.")
	private boolean controller;

	@Option(names = "--fast-producer",
			description = "With the producer settings of kafka-config/fast-producer.properties.")
	private boolean fastProducer;

	@Option(names = "--no-guard", description = "Kafka alone, for comparison.")
	private boolean unguarded;

	@Option(names = "--broker", paramLabel = "KEY=VALUE", split = ",", description = "Kafka settings of every node.")
	private Map<String, String> broker = new LinkedHashMap<>();

	@Option(names = "--out", paramLabel = "DIR",
			description = "A folder for the rounds, new or of the same series; by default one of its own under runs/.")
	private @Nullable Path out;

	@Override
	public Integer call() {
		if (this.kills < 1 || this.kills > MOST || this.perRound < 1 || this.perRound > MOST) {
			throw new UsageException("--kills and --round must be 1 to " + MOST + ".");
		}
		try (LabLock lock = LabLock.take(home().lock(), "./lab bench failover")) {
			Objects.requireNonNull(lock);
			Path folder = (this.out != null) ? this.out : RunFolder.create(home().runs(), "bench-failover");
			return measure(folder);
		}
	}

	private int measure(Path folder) {
		Terminal terminal = terminal();
		Series series = new Series(this.controller, !this.unguarded, this.fastProducer, this.broker);
		terminal.line("Victim: " + series.target() + ". Folder: " + RunFiles.display(folder));
		List<Round> rounds = new ArrayList<>();
		try (FailoverBench bench = new FailoverBench(series, folder, this::show);
				ShutdownHook hook = ShutdownHook.add(terminal, bench::close,
						"finished rounds are in " + RunFiles.display(folder))) {
			Objects.requireNonNull(hook);
			for (int left = this.kills, number = 1; left > 0; left -= this.perRound, number++) {
				double load = loadAverage();
				Round round = bench.round(number, Math.min(left, this.perRound));
				rounds.add(round);
				terminal.status("");
				terminal.line(line(round, load));
			}
		}
		terminal.line("");
		terminal.line(FailoverBench.summary(rounds.stream().flatMap((round) -> round.kills().stream()).toList()));
		boolean passed = rounds.stream().allMatch((round) -> round.outcome() == Outcome.PASS);
		return passed ? ExitStatus.PASS : ExitStatus.FAIL;
	}

	private void show(Event event) {
		if (event instanceof Event.FaultChange fault && fault.type().equals(Event.FaultChange.BEGIN)) {
			terminal().status("node " + fault.node() + " is dead");
		}
	}

	private static String line(Round round, double load) {
		return String.format(Locale.ROOT, "round %2d   load average %4.1f -> %4.1f   %-12s %s   ms: %s", round.number(),
				load, loadAverage(), round.outcome(), String.join(", ", round.unmet()),
				round.kills()
					.stream()
					.map((kill) -> String.format(Locale.ROOT, "%.0f", kill.worst()))
					.collect(Collectors.joining(" ")));
	}

	private static double loadAverage() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

}
