package dev.failoverlab.actuator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicTextTests {

	private static final Uuid ID = Uuid.fromString("MzWvHhZtQ4-0oHkAbTCmMA");

	@Test
	void printsHeaderAndOneLineAPartition() {
		TopicDescription topic = topic(ID, partition(1, 2, List.of(2, 3, 1)), partition(0, 1, List.of(1, 2, 3)));
		assertThat(TopicText.of(topic)).isEqualTo(
				"""
						Topic: email.send	TopicId: MzWvHhZtQ4-0oHkAbTCmMA	PartitionCount: 2	ReplicationFactor: 3	Configs:\s
							Topic: email.send	Partition: 0	Leader: 1	Replicas: 1,2,3	Isr: 1,2,3	Elr: 	LastKnownElr:\s
							Topic: email.send	Partition: 1	Leader: 2	Replicas: 2,3,1	Isr: 2,3,1	Elr: 	LastKnownElr:\s
						""");
	}

	@Test
	void leavesOutAnIdThatTheClusterDoesNotGive() {
		assertThat(TopicText.of(topic(Uuid.ZERO_UUID, partition(0, 1, List.of(1)))))
			.startsWith("Topic: email.send\tPartitionCount: 1\t");
	}

	@Test
	void saysNoneForAMissingLeaderAndNotAvailableForAnUnknownElr() {
		TopicPartitionInfo info = new TopicPartitionInfo(0, null, nodes(1, 2), nodes());
		assertThat(TopicText.of(topic(ID, info)))
			.endsWith("\tPartition: 0\tLeader: none\tReplicas: 1,2\tIsr: \tElr: N/A\tLastKnownElr: N/A\n");
	}

	@Test
	void namesEligibleLeaderReplicas() {
		TopicPartitionInfo info = new TopicPartitionInfo(0, node(1), nodes(1, 2, 3), nodes(1), nodes(2), nodes(3));
		assertThat(TopicText.of(topic(ID, info))).endsWith("\tIsr: 1\tElr: 2\tLastKnownElr: 3\n");
	}

	@Test
	void namesReplicasThatComeAndGoAndDoesNotCountThoseThatCome() {
		TopicPartitionInfo info = partition(0, 1, List.of(4, 1, 2, 3));
		PartitionReassignment moving = new PartitionReassignment(List.of(4, 1, 2, 3), List.of(4), List.of(1));
		String text = TopicText.of(describe(ID, Map.of(new TopicPartition("email.send", 0), moving), List.of(), info));
		assertThat(text).contains("\tReplicationFactor: 3\t")
			.contains("\tIsr: 4,1,2,3\tAdding Replicas: 4\tRemoving Replicas: 1\tElr: ");
	}

	@Test
	void countsTheReplicasOfAReassignmentThatHasEndedMeanwhile() {
		TopicPartitionInfo info = partition(0, 2, List.of(2, 3));
		PartitionReassignment ended = new PartitionReassignment(List.of(2, 3, 1, 4), List.of(4), List.of(1));
		assertThat(TopicText.of(describe(ID, Map.of(new TopicPartition("email.send", 0), ended), List.of(), info)))
			.contains("\tReplicationFactor: 2\t");
	}

	@Test
	void printsOnlySettingsThatAreNotDefaultInTheOrderOfTheCluster() {
		List<ConfigEntry> entries = List.of(entry("retention.ms", "1000", false),
				entry("compression.type", "zstd", true), entry("cleanup.policy", "delete", false));
		TopicDescription topic = describe(ID, Map.of(), entries, partition(0, 1, List.of(1)));
		String inOrder = new Config(entries).entries()
			.stream()
			.filter((entry) -> !entry.isDefault())
			.map((entry) -> entry.name() + "=" + entry.value())
			.reduce((left, right) -> left + "," + right)
			.orElseThrow();
		assertThat(TopicText.of(topic)).contains("\tConfigs: " + inOrder + "\n")
			.contains("retention.ms=1000")
			.doesNotContain("compression.type");
	}

	@Test
	void printsNullForAValueThatTheClusterKeepsToItself() {
		Map<String, @Nullable String> configs = new LinkedHashMap<>();
		configs.put("secret", null);
		TopicDescription topic = new TopicDescription("t", null, 1, 1, configs,
				List.of(PartitionDescription.of(partition(0, 1, List.of(1)), null)));
		assertThat(TopicText.of(topic)).contains("\tConfigs: secret=null\n");
	}

	private static TopicDescription topic(Uuid id, TopicPartitionInfo... partitions) {
		return describe(id, Map.of(), List.of(), partitions);
	}

	private static TopicDescription describe(Uuid id, Map<TopicPartition, PartitionReassignment> reassignments,
			List<ConfigEntry> configs, TopicPartitionInfo... partitions) {
		return TopicDescription.of(
				new org.apache.kafka.clients.admin.TopicDescription("email.send", false, List.of(partitions), null, id),
				new Config(configs), reassignments);
	}

	private static TopicPartitionInfo partition(int number, int leader, List<Integer> replicas) {
		List<Node> nodes = replicas.stream().map(TopicTextTests::node).toList();
		return new TopicPartitionInfo(number, node(leader), nodes, nodes, nodes(), nodes());
	}

	private static ConfigEntry entry(String name, String value, boolean isDefault) {
		return new ConfigEntry(name, value,
				isDefault ? ConfigEntry.ConfigSource.DEFAULT_CONFIG : ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG,
				false, false, List.of(), ConfigEntry.ConfigType.STRING, null);
	}

	private static List<Node> nodes(Integer... ids) {
		return Arrays.stream(ids).map(TopicTextTests::node).toList();
	}

	private static Node node(int id) {
		return new Node(id, "127.0.0.1", 9092);
	}

}
