package dev.failoverlab.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.failoverlab.lab.LabException;

/**
 * Sends emails at a fixed rate, with one thread for each partition, so that an outage of
 * one partition never delays sends to another.
 */
public final class LoadGenerator implements AutoCloseable {

	private static final long STOPPING_MILLIS = 10_000;

	private final Load load;

	private final String prefix;

	private final int partitions;

	private final List<Sender> senders;

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean stopped;

	/**
	 * Opens a sender for each partition; nothing is sent yet.
	 * @param load what to send
	 * @param prefix what the ids of the emails begin with
	 * @param partitions how many partitions the topic has
	 * @param senders creates the sender for a partition
	 */
	public LoadGenerator(Load load, String prefix, int partitions, IntFunction<Sender> senders) {
		this.load = load;
		this.prefix = prefix;
		this.partitions = partitions;
		this.senders = IntStream.range(0, partitions).mapToObj(senders).toList();
	}

	/** Starts sending. */
	public void start() {
		long start = System.nanoTime();
		for (int partition = 0; partition < this.partitions; partition++) {
			Emails emails = new Emails(this.prefix, partition, this.partitions, this.load);
			Schedule schedule = schedule(start, partition);
			Sender sender = this.senders.get(partition);
			Thread thread = new Thread(() -> send(emails, schedule, sender), "load-" + partition);
			this.threads.add(thread);
			thread.start();
		}
	}

	/** Stops sending, and returns when the last email was passed to its sender. */
	public void stop() {
		this.stopped = true;
		this.threads.forEach(LockSupport::unpark);
		this.threads.forEach(LoadGenerator::join);
		this.senders.forEach(Sender::finish);
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.forEach(LockSupport::unpark);
		this.senders.forEach(Sender::close);
	}

	/** The partitions' schedules are offset, so that the whole load is evenly spaced. */
	private Schedule schedule(long start, int partition) {
		double rate = (double) this.load.ratePerSecond() / this.partitions;
		long turn = new Schedule(start, this.load.ratePerSecond()).due(partition);
		return new Schedule(turn, rate);
	}

	private void send(Emails emails, Schedule schedule, Sender sender) {
		for (long number = 0; !this.stopped; number++) {
			schedule.await(number, () -> this.stopped);
			if (!this.stopped) {
				sender.send(emails.next());
			}
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join(STOPPING_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LabException("Interrupted while the load was stopping.", ex);
		}
		if (thread.isAlive()) {
			throw new LabException(thread.getName() + " was still sending an email " + STOPPING_MILLIS
					+ " ms after the end of the load.");
		}
	}

}
