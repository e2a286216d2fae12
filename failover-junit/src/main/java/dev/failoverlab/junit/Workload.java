package dev.failoverlab.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.common.utils.ThreadUtils;
import org.jspecify.annotations.Nullable;

/** Calls the tested code again and again, with several threads at a steady rate. */
final class Workload implements AutoCloseable {

	private static final Duration ENDING = Duration.ofSeconds(150);

	private final Plan plan;

	private final ScheduledExecutorService threads;

	private final AtomicLong calls = new AtomicLong();

	private final AtomicLong failures = new AtomicLong();

	private final AtomicReference<@Nullable Throwable> last = new AtomicReference<>();

	Workload(Plan plan) {
		this.plan = plan;
		this.threads = Executors.newScheduledThreadPool(plan.threads(),
				ThreadUtils.createThreadFactory("failover-work-%d", true));
	}

	void start() {
		long micros = 1_000_000L * this.plan.threads() / this.plan.perSecond();
		for (int thread = 0; thread < this.plan.threads(); thread++) {
			var unused = this.threads.scheduleWithFixedDelay(this::call, thread * micros / this.plan.threads(), micros,
					TimeUnit.MICROSECONDS);
		}
	}

	/** That the tested code fails while nodes are down is no failure of the test. */
	@SuppressWarnings("IllegalCatch")
	private void call() {
		try {
			this.plan.work().call(this.calls.incrementAndGet());
		}
		catch (Throwable ex) {
			this.failures.incrementAndGet();
			this.last.set(ex);
		}
	}

	/**
	 * Starts no other call, and waits for those that run.
	 * @return whether all have returned
	 */
	boolean stop() {
		this.threads.shutdown();
		try {
			return this.threads.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** What became of the calls that threw an exception, as a sentence. */
	Optional<String> failures() {
		Throwable ex = this.last.get();
		return (ex != null) ? Optional.of(this.failures + " of " + this.calls
				+ " calls of the tested code threw an exception, the last one: " + ex) : Optional.empty();
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	/**
	 * What is called, and how often.
	 *
	 * @param work the tested code
	 * @param perSecond calls per second of all threads together, if none has to wait
	 * @param threads how many calls at most run at the same time
	 */
	record Plan(Work work, int perSecond, int threads) {
	}

}
