package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Work that needs the cluster and must be done once, such as creating a topic. It is
 * tried on a thread of its own until it succeeds, so that the application starts while
 * the cluster is down. {@link KafkaAdmin} tries once, while the application starts.
 * <p>
 * The work may run more than once, never twice at the same time. When {@link #stop()}
 * returns it is interrupted.
 *
 * @since 0.1.0
 */
public final class ClusterTask implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ClusterTask.class);

	/** A frozen node costs a third of it. */
	private static final Duration TRY = Duration.ofSeconds(5);

	private final String name;

	private final Supplier<Admin> clients;

	private final Duration pause;

	private final Work work;

	private final CountDownLatch done = new CountDownLatch(1);

	private String lastProblem = "";

	private @Nullable Thread thread;

	/**
	 * Creates a task that waits to be started.
	 * @param name what it does, for the log and its thread
	 * @param cluster where the cluster is
	 * @param pause time between a try that failed and the next
	 * @param work what is to be done
	 */
	public ClusterTask(String name, KafkaAdmin cluster, Duration pause, Work work) {
		this.name = name;
		this.clients = () -> Admin.create(AdminSettings.shortWaits(cluster.getConfigurationProperties(), TRY));
		this.pause = pause;
		this.work = work;
	}

	/**
	 * Waits until the work is done.
	 * @param atMost how long to wait
	 * @return whether it is done
	 */
	public boolean await(Duration atMost) {
		try {
			return this.done.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public synchronized void start() {
		this.thread = new Thread(this::run, this.name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		try {
			while (!doneWithNewClient()) {
				sleep();
			}
			this.done.countDown();
		}
		catch (InterruptedException ex) {
			logger.debug("Stopped: " + this.name);
		}
	}

	/** False when no client can be made, for example because no address resolves. */
	private boolean doneWithNewClient() throws InterruptedException {
		try (Admin client = this.clients.get()) {
			while (!doneWith(client)) {
				sleep();
			}
			return true;
		}
		catch (KafkaException ex) {
			report(ex);
			return false;
		}
	}

	private boolean doneWith(Admin client) throws InterruptedException {
		try {
			this.work.run(client);
			return true;
		}
		catch (ExecutionException | RuntimeException ex) {
			report(ex);
			return false;
		}
	}

	private void sleep() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(this.pause.toNanos());
	}

	/** Logs a problem once, not at every try. */
	private void report(Exception error) {
		String problem = String.valueOf((error.getCause() != null) ? error.getCause() : error);
		if (!problem.equals(this.lastProblem) && !Thread.currentThread().isInterrupted()) {
			logger.warn("Not done yet, will be tried again: " + this.name + ": " + problem);
			this.lastProblem = problem;
		}
	}

	/** What is to be done. */
	@FunctionalInterface
	public interface Work {

		/**
		 * Does it, or throws; then it is tried again.
		 * @param client the same at every try; closed once the work is done
		 * @throws ExecutionException when the cluster answers with an error
		 * @throws InterruptedException when the task is stopped
		 */
		void run(Admin client) throws ExecutionException, InterruptedException;

	}

}
