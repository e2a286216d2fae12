package dev.failoverlab.lab.observe;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaAnswer;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Access to the cluster for one observation.
 *
 * @param topic the topic of the run
 * @param recorder where answers are recorded
 * @param admin asks the cluster, and is closed with this
 */
record Inquiry(KafkaCluster cluster, String topic, Recorder recorder, Admin admin) implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	Inquiry(KafkaCluster cluster, String topic, Recorder recorder) {
		this(cluster, topic, recorder, Admin
			.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers())));
	}

	String bootstrapServers() {
		return this.cluster.bootstrapServers();
	}

	/** The brokers that are registered and not fenced, by id. */
	Map<Integer, Node> brokers() {
		return answer("the brokers", this.admin.describeCluster().nodes()).stream()
			.collect(Collectors.toMap(Node::id, (node) -> node, (a, b) -> b, TreeMap::new));
	}

	/**
	 * Descriptions of topics. Retries when the broker that is asked does not know a topic
	 * yet.
	 */
	Collection<TopicDescription> describe(Collection<String> names) {
		return KafkaAnswer.retry(UnknownTopicOrPartitionException.class, TIMEOUT,
				() -> answer("topics " + names, this.admin.describeTopics(names).allTopicNames()).values());
	}

	List<TopicPartitionInfo> partitions() {
		return describe(List.of(this.topic)).iterator().next().partitions();
	}

	/** Creates topics; Kafka places the replicas. */
	void create(Collection<NewTopic> topics) {
		answer("new topics", this.admin.createTopics(topics).all());
	}

	void delete(Collection<String> topics) {
		answer("the deletion of topics", this.admin.deleteTopics(topics).all());
	}

	/** How many of some partitions each broker leads, 0 included. */
	Map<Integer, Integer> led(Stream<TopicPartitionInfo> partitions) {
		Map<Integer, Integer> led = new TreeMap<>();
		brokers().keySet().forEach((broker) -> led.put(broker, 0));
		partitions.map(TopicPartitionInfo::leader)
			.filter((leader) -> leader != null && !leader.isEmpty())
			.forEach((leader) -> led.merge(leader.id(), 1, Integer::sum));
		return led;
	}

	/** Notes counts by number, of a node or partition, and how far they are apart. */
	void noteCounts(String what, String each, Map<Integer, Integer> counts) {
		counts.forEach((number, count) -> note(what + ": " + each + " " + number, count));
		note(what + ": most less least", Collections.max(counts.values()) - Collections.min(counts.values()));
	}

	void note(String name, Object value) {
		this.recorder.record((t) -> new Event.Observed(t, name, value));
	}

	<T> T answer(String question, @Nullable KafkaFuture<T> future) {
		return KafkaAnswer.await(question, future, TIMEOUT);
	}

	/** Kafka's own error message for a request that it should refuse. */
	String refusal(KafkaFuture<?> future) {
		try {
			answer("a request that Kafka should refuse", future);
			return "accepted";
		}
		catch (ClusterException ex) {
			if (ex.getCause() instanceof KafkaException refusal) {
				return message(refusal);
			}
			throw ex;
		}
	}

	static String message(Throwable error) {
		return error.getClass().getSimpleName() + ": " + error.getMessage();
	}

	/** Numbers of nodes, in order. */
	static String ids(Stream<Integer> nodes) {
		return nodes.sorted().map(String::valueOf).collect(Collectors.joining(", "));
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
