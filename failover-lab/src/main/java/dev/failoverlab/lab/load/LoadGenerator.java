package dev.failoverlab.lab.load;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.failoverlab.lab.LabException;

/**
 * Sends emails at a fixed rate, with one thread for each partition, so that an outage of
 * one partition never delays sends to another. When a send is due does not depend on
 * earlier sends, so a slow answer shows as latency and not as fewer sends.
 */
public final class LoadGenerator implements AutoCloseable {

	private static final long STOPPING_MILLIS = 10_000;

	private static final double SECOND = 1e9;

	private final List<Emails> emails;

	private final List<Sender> senders;

	private final ScheduledExecutorService threads;

	private volatile int rate;

	private List<? extends Future<?>> sending = List.of();

	/**
	 * Opens a sender for each partition; nothing is sent yet.
	 * @param load what to send
	 * @param prefix what the ids of the emails begin with
	 * @param partitions how many partitions the topic has
	 * @param senders creates the sender for a partition
	 */
	public LoadGenerator(Load load, String prefix, int partitions, IntFunction<Sender> senders) {
		this.rate = load.ratePerSecond();
		this.emails = IntStream.range(0, partitions)
			.mapToObj((partition) -> new Emails(prefix, partition, partitions, load))
			.toList();
		this.senders = IntStream.range(0, partitions).mapToObj(senders).toList();
		this.threads = Executors.newScheduledThreadPool(partitions, (work) -> new Thread(work, "load"));
	}

	/**
	 * Starts sending. The partitions' schedules are offset, so that the whole load is
	 * evenly spaced.
	 */
	public synchronized void start() {
		if (this.rate > 0) {
			double interval = SECOND / this.rate;
			this.sending = IntStream.range(0, this.senders.size())
				.mapToObj((partition) -> this.threads.scheduleAtFixedRate(() -> send(partition),
						(long) (partition * interval), (long) (this.senders.size() * interval), TimeUnit.NANOSECONDS))
				.toList();
		}
	}

	/** Emails per second over all partitions. */
	public int rate() {
		return this.rate;
	}

	/**
	 * Goes on at another rate, unless it has stopped.
	 * @param perSecond emails per second over all partitions; 0 for a pause
	 */
	public synchronized void rate(int perSecond) {
		if (!this.threads.isShutdown()) {
			this.sending.forEach((each) -> each.cancel(false));
			this.rate = perSecond;
			start();
		}
	}

	/** The last send at one rate may still go on when the first at another is due. */
	private void send(int partition) {
		Emails next = this.emails.get(partition);
		synchronized (next) {
			this.senders.get(partition).send(next.next());
		}
	}

	/** Stops sending, and returns when the last email was passed to its sender. */
	public void stop() {
		this.threads.shutdown();
		try {
			if (!this.threads.awaitTermination(STOPPING_MILLIS, TimeUnit.MILLISECONDS)) {
				throw new LabException(
						"An email was still being sent " + STOPPING_MILLIS + " ms after the end of the load.");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LabException("Interrupted while the load was stopping.", ex);
		}
		this.senders.forEach(Sender::finish);
	}

	@Override
	public void close() {
		this.threads.shutdown();
		this.senders.forEach(Sender::close);
	}

}
