package dev.failoverlab.lab.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.FreePorts;
import dev.failoverlab.cluster.LogTail;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.process.ChildProcess;

/**
 * One of the two services, running as a process on this machine, which cannot outlive
 * this JVM.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final Duration KILLING = Duration.ofSeconds(10);

	/** Longer than Spring Boot's time limit for open requests at shutdown. */
	private static final Duration STOPPING = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private static final int ANSWER_MILLIS = 2000;

	/** A quick start is more important than the highest speed later. */
	private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
			"-Xshare:auto", "-XX:+ExitOnOutOfMemoryError");

	private final ServiceSpec spec;

	private final List<String> program;

	private volatile ChildProcess process;

	private boolean closed;

	private ServiceProcess(ServiceSpec spec, List<String> program) {
		this.spec = spec;
		this.program = program;
		this.process = launch();
	}

	/**
	 * Starts a service and returns immediately.
	 * @throws LabException when the service has not been built
	 */
	public static ServiceProcess start(ServiceSpec spec) {
		Path jar = ServiceJar.of(spec.name());
		return start(spec,
				spec.jvm().equals(QUICK_START) ? new UnpackedService(jar).fastest() : List.of("-jar", jar.toString()));
	}

	/**
	 * Starts a Spring Boot application from this JVM's class path.
	 * @param main its main class
	 */
	public static ServiceProcess start(ServiceSpec spec, Class<?> main) {
		return start(spec, List.of("-cp", System.getProperty("java.class.path"), main.getName()));
	}

	/**
	 * Starts a Spring Boot application.
	 * @param program what follows the JVM's options on its command line
	 */
	static ServiceProcess start(ServiceSpec spec, List<String> program) {
		return new ServiceProcess(spec, program);
	}

	private ChildProcess launch() {
		List<String> address = List.of("--server.address=127.0.0.1", "--server.port=" + this.spec.port());
		List<String> command = Stream.of(List.of(java()), this.spec.jvm(), this.program, address, this.spec.arguments())
			.flatMap(List::stream)
			.toList();
		return ChildProcess.start(command, this.spec.directory(), Map.of(), this.spec.log());
	}

	/** The java command of this JVM. */
	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * Asks the service to stop (SIGTERM) and waits until it has.
	 * @throws LabException when it has not stopped in time
	 */
	public void stop() {
		this.process.terminate();
		awaitEnd(STOPPING, "SIGTERM");
	}

	/** Starts the service again after its end, with the same port and the same files. */
	public synchronized void startAgain() {
		if (this.closed) {
			throw new LabException("The run was ended.");
		}
		this.process = launch();
	}

	/**
	 * Waits until the service reports that it is ready for requests.
	 * @param atMost how long to wait
	 * @throws LabException when the process ends instead, with its last log lines, or
	 * when the time has passed
	 */
	public void awaitReady(Duration atMost) {
		Deadline deadline = Deadline.in(atMost);
		for (String missing = missing(); !missing.isEmpty(); missing = missing()) {
			if (this.process.waitFor(INTERVAL)) {
				throw failure("ended with exit status " + this.process.exitStatus() + " before it was ready");
			}
			if (deadline.passed() || Thread.currentThread().isInterrupted()) {
				throw failure("was not ready after " + atMost.toSeconds() + " s: " + missing);
			}
		}
	}

	/**
	 * Where the service listens: {@code http://127.0.0.1:PORT}.
	 */
	public URI address() {
		return URI.create("http://127.0.0.1:" + this.spec.port());
	}

	/** Kills the process (SIGKILL) and waits until it has ended. */
	public void kill() {
		this.process.kill();
		awaitEnd(KILLING, "SIGKILL");
	}

	/** Kills the process; it cannot be started again. Idempotent. */
	@Override
	public synchronized void close() {
		this.closed = true;
		kill();
	}

	private void awaitEnd(Duration atMost, String signal) {
		if (!this.process.waitFor(atMost)) {
			throw failure(
					"(process " + this.process.pid() + ") still runs " + atMost.toSeconds() + " s after " + signal);
		}
	}

	/** Why the service is not ready, or an empty string. */
	private String missing() {
		URI readiness = address().resolve("/actuator/health/readiness");
		try {
			HttpURLConnection connection = (HttpURLConnection) readiness.toURL().openConnection();
			connection.setConnectTimeout(ANSWER_MILLIS);
			connection.setReadTimeout(ANSWER_MILLIS);
			int status = connection.getResponseCode();
			connection.disconnect();
			return (status == HttpURLConnection.HTTP_OK) ? "" : readiness + " answered " + status;
		}
		catch (IOException ex) {
			return readiness + " did not answer: " + ex.getMessage();
		}
	}

	private LabException failure(String what) {
		return new LabException(this.spec.name() + " " + what + ". The end of " + this.spec.log() + ":\n"
				+ LogTail.of(this.spec.log()));
	}

	/**
	 * What to start.
	 *
	 * @param name the service's module, {@code producer-service} or
	 * {@code consumer-service}
	 * @param port where it listens; 0 for a free port, chosen here
	 * @param directory its working directory, with its log; created if it does not exist
	 * @param arguments Spring Boot's command line, without the port
	 * @param jvm options of its JVM
	 */
	public record ServiceSpec(String name, int port, Path directory, List<String> arguments, List<String> jvm) {

		public ServiceSpec {
			port = (port != 0) ? port : FreePorts.any().next();
			arguments = List.copyOf(arguments);
			jvm = List.copyOf(jvm);
		}

		/** A service in a JVM that starts quickly. */
		public ServiceSpec(String name, int port, Path directory, List<String> arguments) {
			this(name, port, directory, arguments, QUICK_START);
		}

		/** The same in the JVM of a user: {@code java -jar}, without options. */
		public ServiceSpec inPlainJvm() {
			return new ServiceSpec(this.name, this.port, this.directory, this.arguments, List.of());
		}

		Path log() {
			return this.directory.resolve(this.name + ".log");
		}

	}

}
