package dev.failoverlab.producer.topic;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * The topic that emails go to.
 *
 * @param name its name
 * @param partitions how many partitions it is declared with, 1 or more
 * @param existence waits for at most a time and says whether the topic exists
 */
public record EmailTopic(String name, int partitions, Predicate<Duration> existence) {

	/**
	 * Waits until the topic is known to exist. Nothing may be sent before: a producer
	 * that asks for a topic which does not exist makes a broker create it, with the
	 * broker's default settings.
	 * @param atMost how long to wait
	 * @return whether it exists; does not wait any more once it is known to
	 */
	public boolean awaitExistence(Duration atMost) {
		return this.existence.test(atMost);
	}

}
