package dev.failoverlab.producer.topic;

import java.time.Duration;

/** The topic that emails go to. */
public interface EmailTopic {

	/**
	 * Its name.
	 * @return the topic's name
	 */
	String name();

	/**
	 * How many partitions it is declared with.
	 * @return the number, 1 or higher
	 */
	int partitions();

	/**
	 * Waits until the topic is known to exist. Nothing may be sent before: a producer
	 * that asks for a topic which is not there makes brokers create one of their own
	 * taste.
	 * @param atMost how long to wait
	 * @return whether it exists; once it has, always at once
	 */
	boolean awaitExistence(Duration atMost);

}
