package dev.failoverlab.cluster.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.failoverlab.cluster.ClusterException;

/** Runs several actions at nearly the same time. */
final class AtOnce {

	private AtOnce() {
	}

	/** Returns when all are done; throws the exception of the first that failed. */
	static <T> List<T> run(List<Callable<T>> actions) {
		ExecutorService threads = Executors.newFixedThreadPool(actions.size());
		try {
			List<T> results = new ArrayList<>();
			for (Future<T> done : threads.invokeAll(actions)) {
				results.add(done.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ClusterException cause) {
				throw cause;
			}
			throw new ClusterException("A fault could not be inflicted: " + ex.getCause(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterException("Interrupted while a fault was inflicted.", ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
