package dev.failoverlab.lab.observe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.process.ProcessBackend;
import dev.failoverlab.history.Event;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Observations on one cluster of three; the last test kills a node of it. Where records
 * go is left to the claim about it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservationIT {

	private static final String TOPIC = "email.send";

	@TempDir
	static Path directory;

	private static KafkaCluster cluster;

	@BeforeAll
	static void start() throws Exception {
		cluster = ProcessBackend.create(ClusterSpec.threeCombined(directory).withPorts(ClusterSpec.Ports.AUTO));
		cluster.start();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
			NewTopic topic = new NewTopic(TOPIC, Map.of(0, List.of(1, 2), 1, List.of(2, 3)));
			admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
		}
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", cluster.bootstrapServers()), new StringSerializer(),
				new StringSerializer())) {
			for (int number = 0; number < 2_000; number++) {
				Future<?> unused = producer.send(new ProducerRecord<>(TOPIC, 0, "k", "x".repeat(100)));
			}
		}
	}

	@AfterAll
	static void end() {
		cluster.close();
	}

	@Test
	@Order(1)
	void whoHoldsWhatComesFromTheLogDirectories() {
		assertThat(seen(ClusterQuestion.WHO_HOLDS_WHAT)).contains(entry("partitions on node 1", "P0"),
				entry("partitions on node 2", "P0 P1"), entry("partitions on node 3", "P1"),
				entry("replicas on node 2", 2));
	}

	@Test
	@Order(1)
	void whoLeadsAndWhoVotes() {
		assertThat(seen(ClusterQuestion.LEADERS)).contains(entry("leader of email.send-0", 1),
				entry("leader of email.send-1", 2), entry("partitions led by node 3", 0));
		assertThat(seen(ClusterQuestion.QUORUM)).contains(entry("number of voters", 3), entry("voters", "1, 2, 3"));
	}

	@Test
	@Order(1)
	void kafkaSpreadsTheLeadersOfOneTopicEvenly() {
		assertThat(seen(ClusterQuestion.SPREAD)).contains(entry("one topic of 30 partitions: leaders on node 1", 10),
				entry("one topic of 30 partitions: most less least", 0));
	}

	@Test
	@Order(1)
	void oneReplicaTooManyGivesKafkasErrorMessage() {
		Map<String, Object> seen = seen(ClusterQuestion.TOO_MANY_REPLICAS);
		assertThat(seen).contains(entry("replication factor 3", "accepted"));
		assertThat(seen.get("replication factor 4")).asString()
			.contains("InvalidReplicationFactorException")
			.contains("only 3 broker(s) are registered");
	}

	@Test
	@Order(1)
	void withoutRacksEveryConsumerReadsFromTheLeader() {
		assertThat(seen(ClusterQuestion.READING)).contains(
				entry("a consumer without client.rack reads from", "node 1, the leader"),
				entry("a consumer in the rack of a follower reads from", "node 1, the leader"));
	}

	@Test
	@Order(1)
	void aShortSessionTimeoutGivesKafkasErrorMessage() {
		Map<String, Object> seen = seen(ClusterQuestion.SESSIONS);
		assertThat(seen).hasSize(3).allSatisfy((name, words) -> assertThat(words).isNotEqualTo("accepted"));
	}

	@Test
	@Order(2)
	void aListOfOnlyTheDeadNodeDoesNotConnect() {
		cluster.node(3).kill();
		Map<String, Object> seen = seen(ClusterQuestion.BOOTSTRAP);
		assertThat(seen.get("a list of one that lives: finds")).asString().contains("nodes 1, 2");
		assertThat(seen.get("a list of all 3, one of them dead: finds")).asString().contains("nodes 1, 2");
		assertThat(seen.get("a list of one that is dead: finds")).asString().startsWith("nobody");
	}

	private static Map<String, Object> seen(ClusterQuestion what) {
		List<Event> events = new ArrayList<>();
		what.observe(cluster, TOPIC, (event) -> events.add(event.apply(0)));
		Map<String, Object> seen = new LinkedHashMap<>();
		events.stream().map(Event.Observed.class::cast).forEach((event) -> seen.put(event.name(), event.value()));
		return seen;
	}

}
