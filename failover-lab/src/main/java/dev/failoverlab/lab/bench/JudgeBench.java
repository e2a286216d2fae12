package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.bench.Probe.Job;
import dev.failoverlab.process.ChildProcess;
import org.apache.kafka.common.utils.Utils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the judge: writes histories of several sizes, judges each in a new JVM with a
 * small heap, and parses the same file with only the JSON library. It deletes the files
 * that it writes.
 *
 * @param folder an empty folder, deleted by {@link #close}
 * @param heap the maximum heap of the JVM that judges, as in {@code -Xmx}
 * @param progress called with a message for each step
 */
public record JudgeBench(Path folder, String heap, Consumer<String> progress) implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(30);

	private static final Duration LOOK = Duration.ofMillis(200);

	private static final long SPARE = 1L << 30;

	/**
	 * Checks that the disk has enough space, before anything is written.
	 * @param sends the size of the largest history
	 * @throws LabException when it does not fit with one spare gigabyte
	 */
	public void checkSpace(long sends) {
		try {
			FileStore store = Files.getFileStore(this.folder);
			long needed = sends * SyntheticRun.BYTES_PER_SEND + SPARE;
			if (store.getUsableSpace() < needed) {
				throw new LabException("A history of " + sends + " sends needs " + (needed >> 20) + " MiB in "
						+ this.folder + ", and only " + (store.getUsableSpace() >> 20)
						+ " are free. Choose another folder or a smaller size.");
			}
		}
		catch (IOException ex) {
			throw new LabException("The folder " + this.folder + " cannot be used: " + ex + ".", ex);
		}
	}

	/**
	 * Measures one size.
	 * @param sends how many sends the history holds
	 * @return the measurements
	 */
	public Result measure(long sends) {
		Path history = this.folder.resolve("history-" + sends + ".ndjson");
		try {
			return measure(sends, history);
		}
		catch (IOException ex) {
			throw new LabException("The history " + history + " cannot be measured: " + ex + ".", ex);
		}
	}

	private Result measure(long sends, Path history) throws IOException {
		this.progress.accept("writing a history of " + sends + " sends");
		try {
			SyntheticRun.write(history, sends,
					(written) -> this.progress.accept("writing a history: " + written + " of " + sends + " sends"));
			Measured judged = probe(Job.JUDGE, history);
			if (judged.done() != sends) {
				throw new LabException("The judge found " + judged.done() + " sends in a history of " + sends + ".");
			}
			Measured parsed = probe(Job.PARSE, history);
			return new Result(sends, parsed.done(), Files.size(history), judged, parsed);
		}
		finally {
			Files.deleteIfExists(history);
		}
	}

	private Measured probe(Job job, Path history) throws IOException {
		String what = ((job == Job.JUDGE) ? "judging " : "parsing ") + history.getFileName();
		Path log = this.folder.resolve(job + ".log");
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + this.heap, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				Probe.class.getName(), job.name(), history.toString());
		ChildProcess child = ChildProcess.start(command, this.folder, Map.of(), log);
		try {
			long start = System.nanoTime();
			while (!child.waitFor(LOOK)) {
				Duration passed = Duration.ofNanos(System.nanoTime() - start);
				this.progress.accept(what + ": " + passed.toSeconds() + " s");
				if (passed.compareTo(TIMEOUT) > 0 || Thread.currentThread().isInterrupted()) {
					throw new LabException(what + " was not finished after " + passed.toMinutes() + " min.");
				}
			}
			return result(what, Files.readString(log, StandardCharsets.UTF_8));
		}
		finally {
			child.kill();
			Files.deleteIfExists(log);
		}
	}

	private Measured result(String what, String output) {
		return output.lines()
			.filter((line) -> line.startsWith("{"))
			.findFirst()
			.map((line) -> new JsonMapper().readValue(line, Measured.class))
			.orElseThrow(() -> new LabException(
					what + " in a heap of " + this.heap + " failed:\n" + output.lines().limit(5).toList()));
	}

	/** Deletes what was written. Idempotent. */
	@Override
	public void close() {
		try {
			Utils.delete(this.folder.toFile());
		}
		catch (IOException ex) {
			throw new LabException("Cannot remove " + this.folder + ": " + ex + ".", ex);
		}
	}

	/**
	 * The measurements of one size.
	 *
	 * @param sends sends in the history
	 * @param events its events, one on each line
	 * @param judged the verdict
	 * @param parsed only the JSON library
	 */
	public record Result(long sends, long events, long bytes, Measured judged, Measured parsed) {

		/** The ratio of the verdict's time to the parsing time. */
		public double ratio() {
			return (double) this.judged.nanos() / this.parsed.nanos();
		}

	}

}
