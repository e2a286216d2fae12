package dev.failoverlab.cluster.compose;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Follows what Docker reports of the containers of a Compose project. */
final class ContainerEvents implements AutoCloseable {

	/** The engine may be restarting. */
	private static final long PAUSE_MILLIS = 1_000;

	private final String project;

	private final Consumer<ContainerEvent> listener;

	private final Thread thread = new Thread(this::follow, "docker-events");

	private Instant since = Instant.now();

	private volatile @Nullable Process command;

	private volatile boolean closed;

	private ContainerEvents(String project, Consumer<ContainerEvent> listener) {
		this.project = project;
		this.listener = listener;
		this.thread.setDaemon(true);
	}

	/**
	 * Follows all events from now on.
	 * @param listener called on one thread, in the order of the events
	 */
	static ContainerEvents follow(String project, Consumer<ContainerEvent> listener) {
		ContainerEvents events = new ContainerEvents(project, listener);
		events.thread.start();
		return events;
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
		Process running = this.command;
		if (running != null) {
			running.destroy();
		}
	}

	private void follow() {
		try {
			while (!this.closed) {
				read();
				Thread.sleep(PAUSE_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Until the command ends; the next one begins after the last event. */
	private void read() {
		Process docker = Docker.start(arguments());
		this.command = docker;
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(docker.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				ContainerEvent.parse(line).ifPresent(this::take);
			}
		}
		catch (IOException ex) {
			// The command was ended.
		}
		finally {
			docker.destroy();
		}
	}

	private void take(ContainerEvent event) {
		this.since = event.time().plusNanos(1);
		this.listener.accept(event);
	}

	private List<String> arguments() {
		List<String> arguments = new ArrayList<>(List.of("events", "--since", this.since.toString(), "--format",
				ContainerEvent.FORMAT, "--filter", "label=com.docker.compose.project=" + this.project));
		ContainerEvent.ACTIONS.forEach((action) -> arguments.addAll(List.of("--filter", "event=" + action)));
		return arguments;
	}

}
