package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

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
		System.out.println(new JsonMapper().writeValueAsString(new Measured(done, nanos, resident())));
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

		/**
		 * Only the JSON library, which reads every token of the file; returns the number
		 * of events.
		 */
		PARSE {
			@Override
			long run(Path history) throws IOException {
				long events = 0;
				try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(),
						Files.newInputStream(history))) {
					for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
						if (token.isStructEnd() && parser.streamReadContext().inRoot()) {
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
