package dev.failoverlab.lab.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * How Kafka itself spreads the leaders of new topics: of one topic with many partitions,
 * and of many topics with one partition.
 */
final class LeaderSpread implements Observer {

	private static final int MANY = 30;

	private static final String WIDE = "spread-wide";

	@Override
	public void observe(Inquiry inquiry) {
		Collection<Integer> brokers = inquiry.brokers().keySet();
		short replicas = (short) Math.min(3, brokers.size());
		List<String> narrow = IntStream.rangeClosed(1, MANY).mapToObj((number) -> "spread-" + number).toList();
		List<NewTopic> topics = new ArrayList<>();
		topics.add(new NewTopic(WIDE, Optional.of(MANY), Optional.of(replicas)));
		narrow.forEach((name) -> topics.add(new NewTopic(name, Optional.of(1), Optional.of(replicas))));
		inquiry.create(topics);
		note(inquiry, "one topic of " + MANY + " partitions", brokers, List.of(WIDE));
		note(inquiry, MANY + " topics of one partition", brokers, narrow);
		inquiry.delete(topics.stream().map(NewTopic::name).toList());
	}

	private static void note(Inquiry inquiry, String what, Collection<Integer> brokers, List<String> topics) {
		Map<Integer, Integer> led = new TreeMap<>();
		brokers.forEach((broker) -> led.put(broker, 0));
		inquiry.describe(topics)
			.stream()
			.map(TopicDescription::partitions)
			.flatMap(List::stream)
			.map(TopicPartitionInfo::leader)
			.filter(Objects::nonNull)
			.map(Node::id)
			.forEach((leader) -> led.merge(leader, 1, Integer::sum));
		led.forEach((node, count) -> inquiry.note(what + ": leaders on node " + node, count));
		inquiry.note(what + ": most less least", Collections.max(led.values()) - Collections.min(led.values()));
	}

}
