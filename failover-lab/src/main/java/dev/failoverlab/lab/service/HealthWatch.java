package dev.failoverlab.lab.service;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;

/** Asks services for their health all the time, and records each change of it. */
public final class HealthWatch implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private static final Duration CLOSING = Duration.ofSeconds(10);

	private final ScheduledExecutorService asking;

	/**
	 * Starts asking.
	 * @param services where the services listen, by name
	 * @param recorder where changes are recorded
	 */
	public HealthWatch(Map<String, URI> services, Recorder recorder) {
		this.asking = Executors.newScheduledThreadPool(services.size());
		services.forEach((name, address) -> {
			AtomicReference<String> last = new AtomicReference<>("");
			var unused = this.asking.scheduleWithFixedDelay(() -> {
				ServiceHealth now = ServiceHealth.of(address);
				if (!now.status().equals(last.getAndSet(now.status()))) {
					recorder.record((t) -> new Event.Health(t, name, now.status(), now.detail()));
				}
			}, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		});
	}

	/** Once this has returned, nothing is recorded any more. */
	@Override
	public void close() {
		this.asking.shutdownNow();
		try {
			boolean unused = this.asking.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
