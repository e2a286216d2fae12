package dev.failoverlab.lab.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.utils.Utils;

/**
 * Email addresses whose records go to a chosen partition: the recipient is the record's
 * key.
 */
public final class Recipients {

	private static final List<String> NAMES = List.of("ann", "bob", "cleo", "dan", "eve", "finn", "gina", "hugo",
			"ida");

	private Recipients() {
	}

	/**
	 * Finds addresses whose records go to one partition.
	 * @param partition the partition, from 0
	 * @param partitions how many the topic has
	 * @param count how many addresses
	 * @return different addresses, the same at each call
	 */
	static List<String> leadingTo(int partition, int partitions, int count) {
		return IntStream.iterate(1, (number) -> number + 1)
			.mapToObj((number) -> "reader-" + number + "@example.com")
			.filter((address) -> partitionOf(address, partitions) == partition)
			.limit(count)
			.toList();
	}

	/**
	 * An address for each partition whose records go there.
	 * @param partitions how many the topic has
	 * @return addresses that are easy to read, by partition; partitions beyond the names
	 * that are tried have none
	 */
	public static SortedMap<Integer, String> examples(int partitions) {
		SortedMap<Integer, String> examples = new TreeMap<>();
		NAMES.stream()
			.map((name) -> name + "@example.org")
			.forEach((address) -> examples.putIfAbsent(partitionOf(address, partitions), address));
		return examples;
	}

	/**
	 * The partition that Kafka's producers choose for a key.
	 * @param partitions how many the topic has
	 * @return the partition, from 0
	 */
	public static int partitionOf(String key, int partitions) {
		return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
	}

	/**
	 * The hash of a key; its remainder after division by the number of partitions is the
	 * partition.
	 */
	public static int hashOf(String key) {
		return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
	}

}
