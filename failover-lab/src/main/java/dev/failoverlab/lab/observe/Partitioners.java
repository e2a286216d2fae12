package dev.failoverlab.lab.observe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;

import dev.failoverlab.cluster.KafkaAnswer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Counts how a producer's partitioners distribute 3,000 records of 100 bytes over three
 * partitions.
 */
final class Partitioners implements Observer {

	private static final String TOPIC = "partitioners";

	private static final int PARTITIONS = 3;

	private static final int RECORDS = 3_000;

	private static final int KEYS = 300;

	private static final String VALUE = "x".repeat(100);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@Override
	public void observe(Inquiry inquiry) {
		short replicas = (short) Math.min(3, inquiry.brokers().size());
		inquiry.create(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.of(replicas))));
		keyHash(inquiry);
		note(inquiry, "round robin", send(inquiry, null, Map.<String, Object>of(ProducerConfig.PARTITIONER_CLASS_CONFIG,
				RoundRobinPartitioner.class.getName())));
		note(inquiry, "sticky", send(inquiry, null, Map.of()));
		inquiry.delete(List.of(TOPIC));
	}

	/**
	 * Sends each key ten times, to see whether all its records go to the same partition.
	 */
	private static void keyHash(Inquiry inquiry) {
		List<Integer> places = send(inquiry, "key-", Map.of());
		Map<String, Set<Integer>> seen = new HashMap<>();
		for (int number = 0; number < places.size(); number++) {
			seen.computeIfAbsent(key("key-", number), (key) -> new HashSet<>()).add(places.get(number));
		}
		note(inquiry, "key hash", places);
		inquiry.note("key hash: keys on more than one partition",
				seen.values().stream().filter((partitions) -> partitions.size() > 1).count());
		inquiry.note("key hash: keys elsewhere than murmur2 of the key leads",
				seen.keySet().stream().filter((key) -> !Set.of(murmur2(key)).equals(seen.get(key))).count());
	}

	private static int murmur2(String key) {
		return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
	}

	private static String key(String prefix, int number) {
		return prefix + number % KEYS;
	}

	private static void note(Inquiry inquiry, String how, List<Integer> places) {
		Map<Integer, Integer> counts = new TreeMap<>();
		for (int partition = 0; partition < PARTITIONS; partition++) {
			counts.put(partition, Collections.frequency(places, partition));
		}
		inquiry.noteCounts(how, "records on partition", counts);
		inquiry.note(how + ": longest row on one partition", longestRow(places));
	}

	static int longestRow(List<Integer> places) {
		int longest = 0;
		int row = 0;
		for (int number = 0; number < places.size(); number++) {
			row = (number > 0 && places.get(number).equals(places.get(number - 1))) ? row + 1 : 1;
			longest = Math.max(longest, row);
		}
		return longest;
	}

	/** The partition of each record, in the order in which they were sent. */
	private static List<Integer> send(Inquiry inquiry, @Nullable String prefix, Map<String, Object> settings) {
		Map<String, Object> all = new HashMap<>(settings);
		all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, inquiry.bootstrapServers());
		List<Future<RecordMetadata>> sent = new ArrayList<>();
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(all, new StringSerializer(),
				new StringSerializer())) {
			for (int number = 0; number < RECORDS; number++) {
				String key = (prefix != null) ? key(prefix, number) : null;
				sent.add(producer.send(new ProducerRecord<>(TOPIC, key, VALUE)));
			}
			return sent.stream()
				.map((record) -> KafkaAnswer.await("the place of a record", record, TIMEOUT).partition())
				.toList();
		}
	}

}
