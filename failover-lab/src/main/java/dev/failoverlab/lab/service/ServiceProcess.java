package dev.failoverlab.lab.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.process.ChildProcess;

/**
 * One of the two services, running as a process on this machine, which cannot outlive
 * this JVM.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Duration ENDING = Duration.ofSeconds(10);

	/** Longer than Spring Boot gives open requests to end. */
	private static final Duration STOPPING = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private static final int TOLD_LINES = 20;

	/** A quick start counts for more than the highest speed later. */
	private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
			"-Xshare:auto");

	private final ServiceSpec spec;

	private volatile ChildProcess process;

	private boolean closed;

	private ServiceProcess(ServiceSpec spec) {
		this.spec = spec;
		this.process = launch(spec);
	}

	/**
	 * Starts a service and returns at once.
	 * @param spec what to start
	 * @return the process
	 * @throws LabException when the service was not built
	 */
	public static ServiceProcess start(ServiceSpec spec) {
		return new ServiceProcess((spec.port() != 0) ? spec : spec.withPort(freePort()));
	}

	private static ChildProcess launch(ServiceSpec spec) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM);
		command.add("-jar");
		command.add(ServiceJar.of(spec.name()).toString());
		command.add("--server.address=127.0.0.1");
		command.add("--server.port=" + spec.port());
		command.addAll(spec.arguments());
		try {
			Files.createDirectories(spec.directory());
		}
		catch (IOException ex) {
			throw new LabException("Cannot make " + spec.directory() + " for " + spec.name() + ": " + ex, ex);
		}
		return ChildProcess.start(command, spec.directory(), Map.of(), spec.log());
	}

	/**
	 * Asks the service to end (SIGTERM) and waits until it has.
	 * @throws LabException when it has not in time
	 */
	public void stop() {
		this.process.terminate();
		if (!this.process.waitFor(STOPPING)) {
			throw new LabException(this.spec.name() + " (process " + this.process.pid() + ") was asked to stop and is "
					+ "still there after " + STOPPING.toSeconds() + " s." + lastLines());
		}
	}

	/**
	 * Starts the service again, where it was and with the same files, after it ended.
	 */
	public synchronized void startAgain() {
		if (this.closed) {
			throw new LabException("The run was ended.");
		}
		this.process = launch(this.spec);
	}

	/**
	 * Waits until the service says that it is ready for requests.
	 * @param atMost how long to wait
	 * @throws LabException at once, with its last log lines, when the process ends
	 * instead; and when the time has passed
	 */
	public void awaitReady(Duration atMost) {
		Readiness readiness = new Readiness(address());
		long deadline = System.nanoTime() + atMost.toNanos();
		while (!readiness.isReady()) {
			if (this.process.waitFor(INTERVAL)) {
				throw new LabException(this.spec.name() + " ended with exit status " + this.process.exitStatus()
						+ " before it was ready." + lastLines());
			}
			if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
				throw new LabException(this.spec.name() + " was not ready after " + atMost.toSeconds() + " s: "
						+ readiness.lastSeen() + "." + lastLines());
			}
		}
	}

	/**
	 * Where the service listens.
	 * @return {@code http://127.0.0.1:PORT}
	 */
	public URI address() {
		return URI.create("http://127.0.0.1:" + this.spec.port());
	}

	/**
	 * Where the service's log is kept.
	 * @return a file that grows while it runs
	 */
	public Path logFile() {
		return this.spec.log();
	}

	/** Ends the process (SIGKILL) and waits until it is gone. */
	public void kill() {
		this.process.kill();
		if (!this.process.waitFor(ENDING)) {
			throw new LabException(this.spec.name() + " (process " + this.process.pid() + ") was still there "
					+ ENDING.toSeconds() + " s after SIGKILL.");
		}
	}

	/** The same, for good. Can be repeated without harm. */
	@Override
	public synchronized void close() {
		this.closed = true;
		kill();
	}

	private String lastLines() {
		try {
			List<String> lines = List
				.of(Files.readString(this.spec.log(), StandardCharsets.ISO_8859_1).split("\n", -1));
			List<String> last = lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size());
			return " The end of " + this.spec.log() + ":\n" + String.join("\n", last);
		}
		catch (IOException ex) {
			return " Its log cannot be read: " + ex;
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new LabException("There is no free port on the loopback address: " + ex, ex);
		}
	}

	/**
	 * What to start.
	 *
	 * @param name the service's module, {@code producer-service} or
	 * {@code consumer-service}
	 * @param port where it listens; 0 for a free port, chosen at the start
	 * @param directory where it works and keeps its log; made if it is not there
	 * @param arguments Spring Boot's command line, without the port
	 */
	public record ServiceSpec(String name, int port, Path directory, List<String> arguments) {

		public ServiceSpec {
			arguments = List.copyOf(arguments);
		}

		Path log() {
			return this.directory.resolve(this.name + ".log");
		}

		ServiceSpec withPort(int port) {
			return new ServiceSpec(this.name, port, this.directory, this.arguments);
		}

	}

}
