package dev.failoverlab.lab.service;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.watch.Rounds;

/** Asks services for their health all the time, and records each change of it. */
public final class HealthWatch implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final List<Rounds> asking;

	/**
	 * Starts asking.
	 * @param services where the services listen, by name
	 * @param recorder where changes are recorded
	 */
	public HealthWatch(Map<String, URI> services, Recorder recorder) {
		this.asking = services.entrySet().stream().map((service) -> {
			Rounds rounds = new Rounds("health of " + service.getKey(), recorder);
			rounds.start(asking(service.getKey(), service.getValue(), recorder), Duration.ZERO, INTERVAL);
			return rounds;
		}).toList();
	}

	private static Runnable asking(String name, URI address, Recorder recorder) {
		AtomicReference<String> last = new AtomicReference<>("");
		return () -> {
			ServiceHealth now = ServiceHealth.of(address);
			if (!now.status().equals(last.getAndSet(now.status()))) {
				recorder.record((t) -> new Event.Health(t, name, now.status(), now.detail()));
			}
		};
	}

	/** Once this has returned, nothing is recorded any more. */
	@Override
	public void close() {
		this.asking.forEach(Rounds::interrupt);
	}

}
