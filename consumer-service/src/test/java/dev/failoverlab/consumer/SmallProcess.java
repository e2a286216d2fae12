package dev.failoverlab.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own with little memory, ended with the test. */
final class SmallProcess implements AutoCloseable {

	private final List<String> command = new ArrayList<>();

	private Process process;

	SmallProcess(String bootstrapServers, List<String> arguments) throws IOException {
		this.command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx96m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-cp",
				System.getProperty("java.class.path"), ConsumerServiceApplication.class.getName(),
				"--spring.kafka.bootstrap-servers=" + bootstrapServers));
		this.command.addAll(arguments);
		this.process = launch();
	}

	private Process launch() throws IOException {
		return new ProcessBuilder(this.command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	void startAgain() throws IOException {
		this.process = launch();
	}

	int exitStatus() {
		return this.process.exitValue();
	}

	/**
	 * Waits for a text in a file: true when it is there, false when the process ended.
	 */
	boolean wrote(Path file, String text, Duration atMost) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + atMost.toNanos();
		while (!Files.exists(file) || !Files.readString(file).contains(text)) {
			if (this.process.waitFor(200, TimeUnit.MILLISECONDS)) {
				return false;
			}
			if (System.nanoTime() > deadline) {
				throw new AssertionError("Neither ended nor wrote " + text + " in " + atMost);
			}
		}
		return true;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
