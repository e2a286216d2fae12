package dev.failoverlab.lab.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.LabException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends to one partition in transactions. Emails are recorded when they are due and then
 * wait until their transaction starts: a producer has one transaction at a time, and
 * ending one can take long. One transaction in ten is aborted on purpose, so that there
 * are records that no consumer may read.
 */
final class TransactionalSender implements Sender {

	/** The prefix of the transactional ids, followed by the partition. */
	static final String ID = "failover-lab-";

	private static final int ABORTED_ONE_IN = 10;

	private static final Duration FINISHING = Duration.ofSeconds(150);

	private static final Duration CLOSING = Duration.ofSeconds(10);

	private static final long PAUSE_MILLIS = 100;

	private final Supplier<? extends Producer<String, String>> producers;

	private final String topic;

	private final SendRecorder sends;

	private final int size;

	/** Runs the tasks in sequence; tasks that arrive after its shutdown are discarded. */
	private final ExecutorService worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), (work) -> new Thread(work, "transactions"),
			new ThreadPoolExecutor.DiscardPolicy());

	private volatile Producer<String, String> producer;

	private String transaction = "";

	private long taken;

	/**
	 * Opens a sender, which takes over its transactional id from any earlier producer.
	 * @param producers creates transactional producers, all with the same id
	 * @param topic where the emails go
	 * @param sends records the sends
	 * @param size emails per transaction, 1 or more
	 * @throws LabException when the id cannot be taken over
	 */
	TransactionalSender(Supplier<? extends Producer<String, String>> producers, String topic, SendRecorder sends,
			int size) {
		this.producers = producers;
		this.topic = topic;
		this.sends = sends;
		this.size = size;
		try {
			this.producer = open();
		}
		catch (KafkaException ex) {
			throw new LabException("Transactions cannot be started: " + ex.getMessage(), ex);
		}
	}

	@Override
	public void send(Email email) {
		if (this.taken % this.size == 0) {
			this.transaction = "tx-" + email.id();
			later(this::begin);
		}
		this.taken++;
		this.sends.invoke(email, this.transaction);
		later(() -> new ClientSender(this.producer, this.topic, this.sends).sendToProducer(email));
		if (this.taken % this.size == 0) {
			end();
		}
	}

	/** The last transaction may be smaller than the others. */
	@Override
	public void finish() {
		if (this.taken % this.size != 0) {
			end();
		}
		this.worker.shutdown();
		await(FINISHING);
	}

	@Override
	public void close() {
		this.worker.shutdownNow();
		await(CLOSING);
		this.producer.close(Duration.ZERO);
		this.sends.abandon("no answer by the end of the run");
	}

	private void await(Duration atMost) {
		try {
			boolean unused = this.worker.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void later(Task task) {
		this.worker.execute(() -> {
			try {
				task.run();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (RuntimeException ex) {
				this.sends.abandon("transactions have stopped: " + ex);
				this.worker.shutdownNow();
			}
		});
	}

	private void begin() throws InterruptedException {
		try {
			this.producer.beginTransaction();
		}
		catch (KafkaException ex) {
			openAgain();
			this.producer.beginTransaction();
		}
	}

	private void end() {
		String ended = this.transaction;
		boolean aborted = (this.taken - 1) / this.size % ABORTED_ONE_IN == ABORTED_ONE_IN - 1;
		later(() -> end(ended, aborted ? Event.Tx.ABORT : Event.Tx.COMMIT,
				aborted ? this.producer::abortTransaction : this.producer::commitTransaction));
	}

	/**
	 * The outcome of an end without a confirmation is unknown, even when the producer
	 * rejected it: the next producer aborts open transactions.
	 */
	private void end(String ended, String how, Runnable end) throws InterruptedException {
		this.sends.end(ended, how, Event.Type.INVOKE);
		try {
			twice(end);
			this.sends.end(ended, how, Event.Type.OK);
		}
		catch (KafkaException ex) {
			this.sends.end(ended, how, Event.Type.INFO);
			openAgain();
		}
	}

	/** Retries until it works, or until the end of the run interrupts it. */
	private void openAgain() throws InterruptedException {
		this.producer.close(Duration.ZERO);
		while (true) {
			Thread.sleep(PAUSE_MILLIS);
			try {
				this.producer = open();
				return;
			}
			catch (KafkaException ex) {
				// For example a cluster without a majority. The run's own time limits end
				// this.
			}
		}
	}

	private Producer<String, String> open() {
		Producer<String, String> opened = this.producers.get();
		try {
			twice(opened::initTransactions);
			return opened;
		}
		catch (KafkaException ex) {
			opened.close(Duration.ZERO);
			throw ex;
		}
	}

	/** After a time-out (max.block.ms), the call can be repeated. */
	private static void twice(Runnable action) {
		try {
			action.run();
		}
		catch (TimeoutException ex) {
			action.run();
		}
	}

	/** A task of the worker. */
	private interface Task {

		void run() throws InterruptedException;

	}

}
