package dev.failoverlab.lab.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.NewTopic;

/**
 * How Kafka itself spreads the leaders of new topics: of one topic with many partitions,
 * and of many topics with one partition.
 */
final class LeaderSpread implements Observer {

	private static final int MANY = 30;

	private static final String WIDE = "spread-wide";

	@Override
	public void observe(Inquiry inquiry) {
		short replicas = (short) Math.min(3, inquiry.brokers().size());
		List<String> narrow = IntStream.rangeClosed(1, MANY).mapToObj((number) -> "spread-" + number).toList();
		List<NewTopic> topics = new ArrayList<>();
		topics.add(new NewTopic(WIDE, Optional.of(MANY), Optional.of(replicas)));
		narrow.forEach((name) -> topics.add(new NewTopic(name, Optional.of(1), Optional.of(replicas))));
		inquiry.create(topics);
		note(inquiry, "one topic of " + MANY + " partitions", List.of(WIDE));
		note(inquiry, MANY + " topics of one partition", narrow);
		inquiry.delete(topics.stream().map(NewTopic::name).toList());
	}

	private static void note(Inquiry inquiry, String what, List<String> topics) {
		inquiry.noteCounts(what, "leaders on node",
				inquiry.led(inquiry.describe(topics).stream().flatMap((topic) -> topic.partitions().stream())));
	}

}
