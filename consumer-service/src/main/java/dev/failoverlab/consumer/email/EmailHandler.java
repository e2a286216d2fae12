package dev.failoverlab.consumer.email;

/** Sends emails on. */
@FunctionalInterface
interface EmailHandler {

	/**
	 * Sends an email on. The same email may come again, after a crash or a rebalance.
	 * @param email the email
	 * @throws RuntimeException when that did not work this time; it is tried again
	 */
	void handle(Email email);

}
