package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/** The bounded wait for an answer of Kafka's. */
public final class KafkaAnswer {

	private KafkaAnswer() {
	}

	/**
	 * Waits for an answer.
	 * @param question what was asked for, for the message
	 * @param answer what an admin client or a producer returned
	 * @param atMost how long to wait
	 * @return the answer
	 * @throws ClusterException when there was none in time; or when it is an error, which
	 * is the exception's cause then
	 */
	public static <T> T await(String question, @Nullable Future<T> answer, Duration atMost) {
		try {
			return Objects.requireNonNull(answer).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new ClusterException("Asked for " + question + ", Kafka said: " + ex.getCause(), ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new ClusterException(
					"Asked for " + question + ", Kafka did not answer in " + atMost.toMillis() / 1000.0 + " s", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted while asking for " + question, ex);
		}
	}

}
