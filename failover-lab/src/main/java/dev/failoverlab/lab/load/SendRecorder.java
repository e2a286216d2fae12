package dev.failoverlab.lab.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * The account of one process of the history: each send is invoked once and completed at
 * most once. Safe for use by several threads.
 */
public final class SendRecorder {

	private final Recorder recorder;

	private final String process;

	private final int partition;

	private final Set<String> pending = ConcurrentHashMap.newKeySet();

	/**
	 * Opens the account.
	 * @param recorder where it becomes history
	 * @param process whose sends these are
	 * @param partition the partition that they are for
	 */
	public SendRecorder(Recorder recorder, String process, int partition) {
		this.recorder = recorder;
		this.process = process;
		this.partition = partition;
	}

	/**
	 * An email is sent. To be called before it is handed on, so that no completion can
	 * come first.
	 * @param email the email
	 */
	public void invoke(Email email) {
		invoke(email, null);
	}

	/**
	 * The same in a transaction.
	 * @param email the email
	 * @param tx the transaction, or null for none
	 */
	void invoke(Email email, @Nullable String tx) {
		this.pending.add(email.id());
		this.recorder.record((t) -> Event.Send.invoke(t, this.process, email.id(), this.partition, email.to(), tx));
	}

	/**
	 * A step of the end of a transaction.
	 * @param tx the transaction
	 * @param end {@link Event.Tx#COMMIT} or {@link Event.Tx#ABORT}
	 * @param type how far it has come
	 */
	void end(String tx, String end, Event.Type type) {
		this.recorder.record((t) -> new Event.Tx(t, tx, this.process, end, type));
	}

	/**
	 * A send was acknowledged.
	 * @param id the email's id
	 * @param partition where it was put
	 * @param offset its offset, or null when the broker told none
	 */
	public void ok(String id, int partition, @Nullable Long offset) {
		complete(id, (t) -> Event.Send.ok(t, this.process, id, partition, offset));
	}

	/**
	 * A send certainly did not happen.
	 * @param id the email's id
	 * @param error why
	 */
	public void fail(String id, String error) {
		complete(id, (t) -> Event.Send.fail(t, this.process, id, error));
	}

	/**
	 * It is unknown whether a send happened.
	 * @param id the email's id
	 * @param error why
	 */
	public void info(String id, String error) {
		complete(id, (t) -> Event.Send.info(t, this.process, id, error));
	}

	/**
	 * No more answers will come for what is pending.
	 * @param error why
	 */
	public void abandon(String error) {
		for (String id : this.pending) {
			info(id, error);
		}
	}

	private void complete(String id, LongFunction<Event> completion) {
		if (this.pending.remove(id)) {
			this.recorder.record(completion);
		}
	}

}
