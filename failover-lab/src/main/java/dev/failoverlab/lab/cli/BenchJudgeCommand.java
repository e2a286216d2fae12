package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.bench.JudgeBench;
import dev.failoverlab.lab.console.ShutdownHook;
import dev.failoverlab.lab.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./lab bench judge}. */
@Command(name = "judge", sortOptions = false,
		description = { "Write histories of several sizes and measure how long it takes to judge them.",
				"Each is judged once, in a fresh JVM with a small heap, and then parsed with the JSON library alone, "
						+ "every token looked at: no reader of the file can be faster than that. A history of "
						+ "1,000,000 sends takes some 500 MB of disk while it is measured." },
		footer = { "", "Examples:", "  ./lab bench judge", "  ./lab bench judge --sizes 100000,300000 --heap 256m" })
final class BenchJudgeCommand extends LabCommand {

	private static final long LARGEST = 100_000_000;

	private static final double MIB = 1 << 20;

	private static final double SECOND = 1e9;

	@Option(names = "--sizes", paramLabel = "N", split = ",", defaultValue = "100000,1000000",
			description = "How many sends each history holds, 1 to 100,000,000 (default: ${DEFAULT-VALUE}).")
	private List<Long> sizes = List.of();

	@Option(names = "--heap", paramLabel = "SIZE", defaultValue = "1g",
			description = "The heap of the JVM that judges, as java -Xmx takes it (default: ${DEFAULT-VALUE}).")
	private String heap = "1g";

	@Option(names = "--folder", paramLabel = "DIR",
			description = "Where to keep the histories while they are measured; by default where temporary files go.")
	private @Nullable Path folder;

	@Override
	public Integer call() {
		check();
		Terminal terminal = terminal();
		try (JudgeBench bench = new JudgeBench(scratch(), this.heap, terminal::status);
				ShutdownHook hook = ShutdownHook.add(terminal, bench::close, "nothing is left on disk")) {
			Objects.requireNonNull(hook);
			bench.checkSpace(this.sizes.stream().mapToLong(Long::longValue).max().orElse(0));
			terminal.line(String.format(Locale.ROOT, "%11s %12s %10s %9s %9s %10s %9s %6s", "sends", "events", "file",
					"verdict", "an event", "memory", "parsing", "ratio"));
			for (long size : this.sizes) {
				terminal.line(row(bench.measure(size)));
			}
			terminal.status("");
		}
		terminal.line(String.format(Locale.ROOT,
				"Memory: all that the JVM held, with a heap of %s. Load average %.1f on %d processors at the end.",
				this.heap, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
				Runtime.getRuntime().availableProcessors()));
		return ExitStatus.PASS;
	}

	private static String row(JudgeBench.Result result) {
		return String.format(Locale.ROOT, "%,11d %,12d %,6.0f MiB %7.2f s %6.0f ns %,6.0f MiB %7.2f s %6.1f",
				result.sends(), result.events(), result.bytes() / MIB, result.judged().nanos() / SECOND,
				(double) result.judged().nanos() / result.events(), result.judged().resident() / MIB,
				result.parsed().nanos() / SECOND, result.ratio());
	}

	private void check() {
		if (this.sizes.isEmpty() || this.sizes.stream().anyMatch((size) -> size < 1 || size > LARGEST)) {
			throw new UsageException("A size must be 1 to " + LARGEST + " sends, not " + this.sizes + ".");
		}
		if (!this.heap.matches("[1-9]\\d*[mMgG]")) {
			throw new UsageException("The heap is a number with m or g, such as 512m, and not " + this.heap + ".");
		}
	}

	private Path scratch() {
		try {
			return (this.folder != null) ? Files.createTempDirectory(Files.createDirectories(this.folder), "bench-")
					: Files.createTempDirectory("bench-");
		}
		catch (IOException ex) {
			throw new LabException("There is no folder for the histories: " + ex + ".", ex);
		}
	}

}
