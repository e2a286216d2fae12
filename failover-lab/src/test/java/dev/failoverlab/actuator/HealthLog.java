package dev.failoverlab.actuator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks an application for its health all the time, and keeps every reply. */
final class HealthLog implements AutoCloseable {

	private final List<ActuatorApplication.Reply> replies = Collections.synchronizedList(new ArrayList<>());

	private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor();

	HealthLog(ActuatorApplication application) {
		var unused = this.poller.scheduleWithFixedDelay(() -> this.replies.add(application.get("health")), 0, 100,
				TimeUnit.MILLISECONDS);
	}

	List<ActuatorApplication.Reply> stop() throws InterruptedException {
		this.poller.shutdown();
		if (!this.poller.awaitTermination(1, TimeUnit.MINUTES)) {
			throw new AssertionError("The last question for health was not answered within a minute");
		}
		return List.copyOf(this.replies);
	}

	@Override
	public void close() {
		this.poller.shutdownNow();
	}

}
