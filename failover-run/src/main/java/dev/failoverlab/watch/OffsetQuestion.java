package dev.failoverlab.watch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import dev.failoverlab.cluster.NodeConnection;
import dev.failoverlab.history.Event;

/**
 * Asks a broker where its replicas end.
 *
 * @param topic the topic
 * @param seenFrom the node that is asked
 */
record OffsetQuestion(String topic, int seenFrom) implements Question {

	@Override
	public List<LongFunction<Event>> ask(NodeConnection broker) throws IOException {
		List<Integer> partitions = new PartitionQuestion(this.topic, this.seenFrom).partitions(broker)
			.filter((partition) -> partition.replicaNodes().contains(this.seenFrom))
			.map((partition) -> partition.partitionIndex())
			.toList();
		Map<Integer, Long> ends = LogEnds.ofReplicas(broker, this.topic, partitions);
		return ends.isEmpty() ? List.of() : List.of((t) -> new Event.Offsets(t, ends, this.seenFrom));
	}

}
