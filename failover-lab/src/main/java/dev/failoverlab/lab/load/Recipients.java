package dev.failoverlab.lab.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Addresses that lead to a chosen partition, because the key of an email's record is its
 * recipient.
 */
final class Recipients {

	private Recipients() {
	}

	/**
	 * Finds addresses whose records go to one partition.
	 * @param partition the partition, from 0
	 * @param partitions how many the topic has
	 * @param count how many addresses
	 * @return different addresses, the same ones each time
	 */
	static List<String> leadingTo(int partition, int partitions, int count) {
		return IntStream.iterate(1, (number) -> number + 1)
			.mapToObj((number) -> "reader-" + number + "@example.com")
			.filter((address) -> partitionOf(address, partitions) == partition)
			.limit(count)
			.toList();
	}

	/**
	 * Where Kafka's own producers put a record.
	 * @param key the record's key
	 * @param partitions how many the topic has
	 * @return the partition, from 0
	 */
	static int partitionOf(String key, int partitions) {
		return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
	}

}
