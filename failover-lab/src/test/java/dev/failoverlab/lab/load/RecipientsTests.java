package dev.failoverlab.lab.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecipientsTests {

	@ParameterizedTest
	@CsvSource({ "0, 1", "0, 3", "1, 3", "2, 3", "7, 12" })
	void addressesGoToThePartitionThatKafkaChooses(int partition, int partitions) {
		List<String> recipients = Recipients.leadingTo(partition, partitions, 50);
		assertThat(recipients).hasSize(50).doesNotHaveDuplicates().allSatisfy((address) -> {
			byte[] key = address.getBytes(StandardCharsets.UTF_8);
			assertThat(Utils.toPositive(Utils.murmur2(key)) % partitions).isEqualTo(partition);
		});
	}

	@Test
	void thereIsAReadableExampleForEachPartition() {
		assertThat(Recipients.examples(3)).hasSize(3)
			.allSatisfy((partition, address) -> assertThat(Recipients.partitionOf(address, 3)).isEqualTo(partition));
	}

}
