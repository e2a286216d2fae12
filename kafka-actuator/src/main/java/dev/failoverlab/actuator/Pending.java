package dev.failoverlab.actuator;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.KafkaFuture;

/**
 * A part of a question that the cluster has still to answer.
 *
 * @param future what will hold the answer
 * @param deadline when nobody waits for it any longer
 */
record Pending<T>(KafkaFuture<T> future, Deadline deadline) {

	/**
	 * Waits for the answer.
	 * @return the answer
	 * @throws ClusterUnavailableException when it did not come in time, or is an error
	 */
	T await() {
		try {
			return get();
		}
		catch (ExecutionException ex) {
			throw new ClusterUnavailableException("The cluster could not answer: " + cause(ex).getMessage(), ex);
		}
	}

	/**
	 * Waits for the answer, where some errors are an answer too.
	 * @param errors the errors that mean there is nothing to tell
	 * @return the answer, or empty when it is one of these errors
	 * @throws ClusterUnavailableException when it did not come in time, or is another
	 * error
	 */
	Optional<T> awaitUnless(Set<Class<? extends Throwable>> errors) {
		try {
			return Optional.of(get());
		}
		catch (ExecutionException ex) {
			if (errors.stream().anyMatch((error) -> error.isInstance(cause(ex)))) {
				return Optional.empty();
			}
			return Optional.of(await());
		}
	}

	private static Throwable cause(ExecutionException ex) {
		return (ex.getCause() != null) ? ex.getCause() : ex;
	}

	private T get() throws ExecutionException {
		try {
			return this.future.get(this.deadline.remainingNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new ClusterUnavailableException("The cluster did not answer in time", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterUnavailableException("Interrupted while waiting for the cluster", ex);
		}
	}

}
