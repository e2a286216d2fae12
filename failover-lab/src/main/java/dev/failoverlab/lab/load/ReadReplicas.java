package dev.failoverlab.lab.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.apache.kafka.common.Metric;

/**
 * Observes which replica of each partition a consumer reads from, by the consumer's own
 * metrics: the leader, or the one that the leader told it to prefer (KIP-392).
 */
final class ReadReplicas {

	private static final String METRIC = "preferred-read-replica";

	/** A consumer that is sent back and forth need not be followed for ever. */
	private static final int MOST_CHANGES = 20;

	private final Recorder recorder;

	/** The replicas of each partition so far, in order. */
	private final Map<String, List<String>> ways = new TreeMap<>();

	ReadReplicas(Recorder recorder) {
		this.recorder = recorder;
	}

	/**
	 * Records each change as an observation that lists all replicas so far, for example
	 * {@code the leader, node 2, the leader}.
	 */
	void note(Collection<? extends Metric> metrics) {
		for (Metric metric : metrics) {
			if (metric.metricName().name().equals(METRIC) && metric.metricValue() instanceof Number node) {
				note(metric.metricName().tags().getOrDefault("partition", "?"),
						(node.intValue() < 0) ? "the leader" : "node " + node);
			}
		}
	}

	private void note(String partition, String replica) {
		List<String> way = this.ways.computeIfAbsent(partition, (unknown) -> new ArrayList<>());
		boolean changed = way.isEmpty() || !way.get(way.size() - 1).equals(replica);
		if (changed && way.size() < MOST_CHANGES) {
			way.add(replica);
			String all = String.join(", ", way);
			this.recorder.record((t) -> new Event.Observed(t, "partition " + partition + " was read from", all));
		}
	}

}
