package dev.failoverlab.lab.load;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.LabException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one partition in transactions. Emails are noted when they are due and wait for
 * their transaction's turn, since a producer has one at a time and the end of one takes
 * as long as the cluster does. One transaction in ten is aborted on purpose, so that
 * there is something that nobody may read.
 */
final class TransactionalSender implements Sender {

	/** What the transactional ids begin with; the partition follows. */
	static final String ID = "failover-lab-";

	private static final int ABORTED_ONE_IN = 10;

	private static final long FINISHING_MILLIS = 150_000;

	private static final long CLOSING_MILLIS = 10_000;

	/** How often the end of one is asked for: each time the producer's max.block.ms. */
	private static final int TRIES = 2;

	private static final Queued END = new Queued(null, "", true, false);

	private final Supplier<? extends Producer<String, String>> producers;

	private final String topic;

	private final SendRecorder sends;

	private final int size;

	private final BlockingQueue<Queued> queue = new LinkedBlockingQueue<>();

	private final Thread worker;

	private Producer<String, String> producer;

	private String transaction = "";

	private long taken;

	private volatile boolean closed;

	/**
	 * Opens a sender, which takes its transactional id over from whoever had it.
	 * @param producers makes transactional producers, all with the same id
	 * @param topic where the emails go
	 * @param sends the account
	 * @param size how many emails a transaction holds, 1 or more
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
			throw new LabException("Transactions cannot begin: " + ex.getMessage(), ex);
		}
		this.worker = new Thread(this::work, "transactions");
		this.worker.start();
	}

	@Override
	public void send(Email email) {
		if (this.taken % this.size == 0) {
			this.transaction = "tx-" + email.id();
		}
		this.taken++;
		boolean aborted = (this.taken - 1) / this.size % ABORTED_ONE_IN == ABORTED_ONE_IN - 1;
		this.sends.invoke(email, this.transaction);
		this.queue.add(new Queued(email, this.transaction, this.taken % this.size == 0, aborted));
	}

	/** The last transaction may hold fewer than the others. */
	@Override
	public void finish() {
		this.queue.add(END);
		join(FINISHING_MILLIS);
	}

	@Override
	public void close() {
		this.closed = true;
		this.worker.interrupt();
		join(CLOSING_MILLIS);
		this.sends.abandon("no answer by the end of the run");
	}

	private void join(long atMostMillis) {
		try {
			this.worker.join(atMostMillis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void work() {
		try {
			Queued next = this.queue.take();
			while (next.email() != null) {
				next = transaction(next);
			}
		}
		catch (InterruptedException ex) {
			// The run is over.
		}
		catch (RuntimeException ex) {
			this.sends.abandon("no transactions any more: " + ex);
		}
		finally {
			this.producer.close(Duration.ZERO);
		}
	}

	/** Plays one transaction and returns what comes after it. */
	private Queued transaction(Queued first) throws InterruptedException {
		begin();
		ClientSender sender = new ClientSender(this.producer, this.topic, this.sends);
		Queued next = first;
		for (Email email = first.email(); email != null; email = next.email()) {
			sender.handOn(email);
			if (next.last()) {
				end(first);
				return this.queue.take();
			}
			next = this.queue.take();
		}
		end(first);
		return next;
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

	/**
	 * An end that is not known to have come about is unknown, even where the producer
	 * refused it: the producer that comes next aborts what is open.
	 */
	private void end(Queued of) throws InterruptedException {
		String end = of.aborted() ? Event.Tx.ABORT : Event.Tx.COMMIT;
		this.sends.end(of.transaction(), end, Event.Type.INVOKE);
		try {
			patiently(of.aborted() ? this.producer::abortTransaction : this.producer::commitTransaction);
			this.sends.end(of.transaction(), end, Event.Type.OK);
		}
		catch (KafkaException ex) {
			this.sends.end(of.transaction(), end, Event.Type.INFO);
			openAgain();
		}
	}

	/** What a producer calls a time-out can be asked for again. */
	private static void patiently(Runnable action) {
		for (int left = TRIES - 1;; left--) {
			try {
				action.run();
				return;
			}
			catch (TimeoutException ex) {
				if (left == 0) {
					throw ex;
				}
			}
		}
	}

	private void openAgain() throws InterruptedException {
		this.producer.close(Duration.ZERO);
		while (true) {
			if (this.closed) {
				throw new InterruptedException();
			}
			try {
				this.producer = open();
				return;
			}
			catch (KafkaException ex) {
				// A cluster without a majority, say: the run's own waits are bounded.
				Thread.sleep(100);
			}
		}
	}

	private Producer<String, String> open() {
		Producer<String, String> opened = this.producers.get();
		try {
			patiently(opened::initTransactions);
			return opened;
		}
		catch (KafkaException ex) {
			opened.close(Duration.ZERO);
			throw ex;
		}
	}

	/**
	 * An email that waits for its transaction.
	 *
	 * @param email the email, or null after the last
	 * @param transaction the transaction's id
	 * @param last whether the transaction ends after it
	 * @param aborted whether the transaction is aborted
	 */
	private record Queued(@Nullable Email email, String transaction, boolean last, boolean aborted) {
	}

}
