package dev.failoverlab.lab.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.bench.BenchCluster;
import dev.failoverlab.lab.bench.Comparison;
import dev.failoverlab.lab.bench.Measurement;
import dev.failoverlab.lab.bench.Report;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.Terminal;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.run.LibraryLog;
import dev.failoverlab.lab.run.RunFolder;
import dev.failoverlab.report.RunFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What comparisons have in common. */
final class MeasureOptions {

	private static final int MOST = 1000;

	@Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
			description = "How many rounds count, after one of warm-up (5).")
	private int rounds;

	@Option(names = "--seconds", paramLabel = "N", defaultValue = "10",
			description = "How long each contender works in a round (10).")
	private int seconds;

	@Option(names = "--out", paramLabel = "FILE", description = "Keep the figures in a JSON file.")
	private @Nullable Path out;

	/** Compares on a new cluster, and prints what was seen. */
	int measure(LabContext context, Comparison comparison, Ports ports) {
		if (this.rounds < 1 || this.rounds > MOST || this.seconds < 1 || this.seconds > MOST) {
			throw new UsageException("--rounds and --seconds must be 1 to " + MOST + ".");
		}
		Terminal terminal = context.terminal();
		String name = "bench " + comparison.name();
		try (LabLock lock = LabLock.take(context.home().lock(), "./lab " + name)) {
			Objects.requireNonNull(lock);
			Path folder = RunFolder.create(context.home().runs(), name.replace(' ', '-'));
			LibraryLog.to(folder.resolve("lab.log"));
			try (BenchCluster cluster = new BenchCluster(folder, ports);
					ShutdownHook hook = ShutdownHook.add(terminal, cluster::close, "nothing is left on disk")) {
				Objects.requireNonNull(hook);
				Report report = new Measurement(this.rounds, Duration.ofSeconds(this.seconds), terminal.progress())
					.of(comparison, cluster);
				terminal.status("");
				report.lines().forEach(terminal::line);
				keep(report, terminal);
				return report.isWhole() ? ExitStatus.PASS : ExitStatus.FAIL;
			}
		}
	}

	private void keep(Report report, Terminal terminal) {
		if (this.out != null) {
			report.write(this.out);
			terminal.line("Figures: " + RunFiles.display(this.out));
		}
	}

}
