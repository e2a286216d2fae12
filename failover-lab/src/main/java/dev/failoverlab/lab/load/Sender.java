package dev.failoverlab.lab.load;

/** Sends emails to one partition, in order, and records the outcome of each. */
public interface Sender extends AutoCloseable {

	/** Records that an email is sent, and sends it without waiting for an answer. */
	void send(Email email);

	/** Called when there is nothing more to send; answers may still come. */
	void finish();

	/**
	 * Closes the sender; the outcome of sends without an answer is recorded as unknown.
	 */
	@Override
	void close();

}
