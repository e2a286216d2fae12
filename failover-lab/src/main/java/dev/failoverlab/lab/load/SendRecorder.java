package dev.failoverlab.lab.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Records the sends of one process of the history: each send is invoked once and
 * completed at most once. Thread-safe.
 */
public final class SendRecorder {

	private final Recorder recorder;

	private final String process;

	private final int partition;

	private final Set<String> pending = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a recorder.
	 * @param recorder writes the history
	 * @param process the process that sends
	 * @param partition the partition that they are for
	 */
	public SendRecorder(Recorder recorder, String process, int partition) {
		this.recorder = recorder;
		this.process = process;
		this.partition = partition;
	}

	/**
	 * Records that an email is sent. Call this before sending it, so that no completion
	 * comes first.
	 */
	public void invoke(Email email) {
		invoke(email, null);
	}

	/**
	 * Records that an email is sent in a transaction.
	 * @param tx the transaction, or null for none
	 */
	void invoke(Email email, @Nullable String tx) {
		this.pending.add(email.id());
		this.recorder.record((t) -> Event.Send.invoke(t, this.process, email.id(), this.partition, email.to(), tx));
	}

	/**
	 * Records a step of the end of a transaction.
	 * @param end {@link Event.Tx#COMMIT} or {@link Event.Tx#ABORT}
	 * @param type invocation or outcome
	 */
	void end(String tx, String end, Event.Type type) {
		this.recorder.record((t) -> new Event.Tx(t, tx, this.process, end, type));
	}

	/**
	 * Records that a send was acknowledged.
	 * @param id the email's id
	 * @param partition where the record was written
	 * @param offset its offset, or null when the broker did not return one
	 */
	public void ok(String id, int partition, @Nullable Long offset) {
		complete(id, (t) -> Event.Send.ok(t, this.process, id, partition, offset));
	}

	/**
	 * Records that a send failed and nothing was written.
	 * @param id the email's id
	 * @param error why
	 */
	public void fail(String id, String error) {
		complete(id, (t) -> Event.Send.fail(t, this.process, id, error));
	}

	/**
	 * Records that the outcome of a send is unknown.
	 * @param id the email's id
	 * @param error why
	 */
	public void info(String id, String error) {
		complete(id, (t) -> Event.Send.info(t, this.process, id, error));
	}

	/**
	 * Records the outcome of all pending sends as unknown, because no more answers will
	 * come.
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
