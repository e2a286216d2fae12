package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import dev.failoverlab.history.HistoryReader;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Main class of a separate JVM: runs one job on a history, and prints the measurements in
 * the last line of its output.
 */
public final class Probe {

	private Probe() {
	}

	/**
	 * Runs the job.
	 * @param args the job, a constant of {@link Job}, and the history
	 * @throws IOException when the history cannot be read
	 */
	public static void main(String[] args) throws IOException {
		Job job = Job.valueOf(args[0]);
		Path history = Path.of(args[1]);
		long start = System.nanoTime();
		long done = job.run(history);
		long nanos = System.nanoTime() - start;
		Measured measured = new Measured(done, nanos, heap(MemoryPoolMXBean::getPeakUsage),
				heap(MemoryPoolMXBean::getCollectionUsage), resident());
		System.out.println(measured.line());
	}

	/** The heap use in bytes, over all pools. */
	private static long heap(java.util.function.Function<MemoryPoolMXBean, java.lang.management.MemoryUsage> usage) {
		ToLongFunction<MemoryPoolMXBean> used = (pool) -> {
			java.lang.management.MemoryUsage known = usage.apply(pool);
			return (known != null) ? known.getUsed() : 0;
		};
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.mapToLong(used)
			.sum();
	}

	/** The peak memory of this process, in bytes; 0 if the system is not Linux. */
	private static long resident() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return 0;
		}
		try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
			return lines.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
				.findFirst()
				.orElse(0);
		}
	}

	/** The jobs that can be measured. */
	enum Job {

		/** A complete verdict; returns the number of sends. */
		JUDGE {
			@Override
			long run(Path history) {
				Verdict verdict = Judge.judge(history);
				return verdict.sends().ok() + verdict.sends().fail() + verdict.sends().info();
			}
		},

		/** Only reading the events; returns their number. */
		READ {
			@Override
			long run(Path history) {
				long[] count = new long[1];
				try (HistoryReader reader = HistoryReader.open(history)) {
					reader.forEach((line, event) -> count[0]++);
				}
				return count[0];
			}
		},

		/**
		 * Only the JSON library, which reads every token of the file; returns the number
		 * of events.
		 */
		PARSE {
			@Override
			long run(Path history) throws IOException {
				long events = 0;
				int depth = 0;
				try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(),
						Files.newInputStream(history))) {
					while (parser.nextToken() != null) {
						depth += Objects.requireNonNull(parser.currentToken()).isStructStart() ? 1 : 0;
						if (parser.currentToken().isStructEnd() && --depth == 0) {
							events++;
						}
					}
				}
				return events;
			}
		};

		abstract long run(Path history) throws IOException;

	}

}
