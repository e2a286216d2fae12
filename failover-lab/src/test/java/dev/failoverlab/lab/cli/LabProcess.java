package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line in a JVM of its own, as the launcher starts it. */
final class LabProcess implements AutoCloseable {

	private final Process process;

	private final Path output;

	private LabProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	static LabProcess start(Path home, String... arguments) throws IOException {
		Path output = Files.createDirectories(home).resolve("output.txt");
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfailoverlab.home=" + home,
				"-Dfailoverlab.kafka.libs=" + System.getProperty("failoverlab.kafka.libs"), "-cp",
				System.getProperty("java.class.path"), Lab.class.getName()));
		command.addAll(List.of(arguments));
		return new LabProcess(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
	}

	/** All processes below the lab's own, from now on. */
	Collection<ProcessHandle> descendants() {
		return this.process.descendants().toList();
	}

	String output() {
		try {
			return Files.readString(this.output, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	void await(String what, Duration atMost, BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(this.process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended before: %s%n%s", what, output())
				.isFalse();
			assertThat(System.nanoTime()).as("not in time: %s%n%s", what, output()).isLessThan(deadline);
		}
	}

	/**
	 * Ctrl-C, or where this process's parents ignore that for all their children,
	 * SIGTERM.
	 */
	int interrupt() throws IOException, InterruptedException {
		boolean ignored = signal();
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as(output()).isTrue();
		return ignored ? this.process.exitValue() - 13 : this.process.exitValue();
	}

	/**
	 * The signal alone.
	 * @return whether it was SIGTERM
	 */
	boolean signal() throws IOException, InterruptedException {
		boolean ignored = ignoresInterrupts();
		new ProcessBuilder("kill", ignored ? "-TERM" : "-INT", String.valueOf(this.process.pid())).start().waitFor();
		return ignored;
	}

	/** Waits for its end, ten minutes at most. */
	int exitStatus() throws InterruptedException {
		assertThat(this.process.waitFor(10, TimeUnit.MINUTES)).as(output()).isTrue();
		return this.process.exitValue();
	}

	/** SIGKILL. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
	}

	/** Ends the lab if a test has not; its children end by themselves. */
	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private boolean ignoresInterrupts() throws IOException {
		Path status = Path.of("/proc", String.valueOf(this.process.pid()), "status");
		return Files.exists(status) && Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("SigIgn:"))
			.anyMatch((line) -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
	}

}
