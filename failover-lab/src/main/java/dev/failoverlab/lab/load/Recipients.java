package dev.failoverlab.lab.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Email addresses whose records go to a chosen partition: the recipient is the record's
 * key.
 */
final class Recipients {

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
	 * The partition that Kafka's producers choose for a key.
	 * @param partitions how many the topic has
	 * @return the partition, from 0
	 */
	static int partitionOf(String key, int partitions) {
		return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
	}

}
