package dev.failoverlab.lab.load;

/** Takes emails for one partition, in order, and notes what becomes of each. */
public interface Sender extends AutoCloseable {

	/**
	 * Notes that an email is sent, and hands it on without waiting for an answer.
	 * @param email the email
	 */
	void send(Email email);

	/** There is nothing more to send; answers may still come. */
	void finish();

	/** Ends the conversation; what has no answer by now is noted as unknown. */
	@Override
	void close();

}
