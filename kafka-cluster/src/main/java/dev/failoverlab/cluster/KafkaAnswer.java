package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Waits for Kafka's answers with a time limit. */
public final class KafkaAnswer {

	private KafkaAnswer() {
	}

	/**
	 * Waits for an answer.
	 * @param question what was asked for, for the message
	 * @param answer what an admin client or a producer returned
	 * @param atMost how long to wait
	 * @throws ClusterException when there was no answer in time, or when it was an error,
	 * which is the cause
	 */
	public static <T> T await(String question, @Nullable Future<T> answer, Duration atMost) {
		try {
			return Objects.requireNonNull(answer).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new ClusterException("Asked for " + question + ", Kafka answered with an error: " + ex.getCause(),
					ex.getCause());
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

	/**
	 * Retries as long as the answer is a certain transient error.
	 * @param atMost how long to retry
	 * @param question asks and waits; throws an exception with the error as its cause
	 * @return the answer
	 * @throws ClusterException on another error, or when the transient one lasts too long
	 */
	public static <T> T retry(Class<? extends RetriableException> passing, Duration atMost, Supplier<T> question) {
		Deadline deadline = Deadline.in(atMost);
		while (true) {
			try {
				return question.get();
			}
			catch (ClusterException ex) {
				if (deadline.passed() || !passing.isInstance(ex.getCause())) {
					throw ex;
				}
				deadline.poll();
			}
		}
	}

}
