package dev.failoverlab.lab.observe;

import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** The leader of each partition, and the number of leaderships of each node. */
final class Leaders implements Observer {

	@Override
	public void observe(Inquiry inquiry) {
		Map<Integer, Integer> led = new TreeMap<>();
		inquiry.brokers().keySet().forEach((node) -> led.put(node, 0));
		for (TopicPartitionInfo partition : inquiry.partitions()) {
			Node leader = partition.leader();
			boolean known = leader != null && !leader.isEmpty();
			inquiry.note("leader of " + inquiry.topic() + "-" + partition.partition(), known ? leader.id() : "none");
			if (known) {
				led.merge(leader.id(), 1, Integer::sum);
			}
		}
		led.forEach((node, count) -> inquiry.note("partitions led by node " + node, count));
	}

}
