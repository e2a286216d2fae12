package dev.failoverlab.lab.observe;

import java.util.List;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** The leader of each partition, and the number of leaderships of each node. */
final class Leaders implements Observer {

	@Override
	public void observe(Inquiry inquiry) {
		List<TopicPartitionInfo> partitions = inquiry.partitions();
		for (TopicPartitionInfo partition : partitions) {
			Node leader = partition.leader();
			boolean known = leader != null && !leader.isEmpty();
			inquiry.note("leader of " + inquiry.topic() + "-" + partition.partition(), known ? leader.id() : "none");
		}
		inquiry.led(partitions.stream())
			.forEach((node, count) -> inquiry.note("partitions led by node " + node, count));
	}

}
