package dev.failoverlab.lab.run;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.lab.LabException;

/** Does something to several nodes as near together as it can. */
final class AtOnce {

	private AtOnce() {
	}

	/** Returns when it is done to all; throws what went wrong with the first of them. */
	static void on(List<Node> nodes, Consumer<Node> action) {
		if (nodes.size() == 1) {
			action.accept(nodes.get(0));
			return;
		}
		ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
		try {
			List<Callable<Boolean>> calls = nodes.stream().map((node) -> (Callable<Boolean>) () -> {
				action.accept(node);
				return true;
			}).toList();
			for (Future<Boolean> done : threads.invokeAll(calls)) {
				done.get();
			}
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ClusterException cause) {
				throw cause;
			}
			throw new LabException("Could not hurt nodes: " + ex.getCause(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LabException("The run was interrupted.", ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

}
