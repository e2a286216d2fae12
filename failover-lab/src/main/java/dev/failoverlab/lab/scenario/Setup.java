package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.KafkaVersion;
import dev.failoverlab.history.Event;
import dev.failoverlab.lab.load.Sharing;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario is played on and with, as far as it is not the usual.
 *
 * @param layout the nodes
 * @param broker Kafka settings of every node, over those of {@code kafka-config};
 * {@code {node}} in a value stands for the node's id
 * @param producer Kafka settings of the producer
 * @param consumer Kafka settings of the consumer, with what nodes of an older version
 * need
 * @param through what sends and receives
 * @param fastFailover whether the active controller is told at once of a node that died
 * @param sharing the share group that reads; null for a consumer group
 * @param kafka the version of the nodes; null for the lab's own
 * @param members how many consumers the consumer group has, 1 or more
 * @param features levels of the cluster's features, 0 for off; others are what Kafka
 * makes them
 */
public record Setup(Layout layout, Map<String, String> broker, Map<String, String> producer,
		Map<String, String> consumer, Through through, boolean fastFailover, @Nullable Sharing sharing,
		@Nullable String kafka, int members, Map<String, String> features) {

	private static final String MEMBER = "{member}";

	/** Three combined nodes and both services, with all defaults. */
	public static final Setup USUAL = new Setup(Layout.USUAL, Map.of(), Map.of(), Map.of(), Through.SERVICE, false);

	/** With one consumer, on nodes of the lab's own Kafka version. */
	public Setup(Layout layout, Map<String, String> broker, Map<String, String> producer, Map<String, String> consumer,
			Through through, boolean fastFailover) {
		this(layout, broker, producer, consumer, through, fastFailover, null, null, 1, Map.of());
	}

	public Setup {
		if (sharing != null && kafka != null && !KafkaVersion.hasShareGroups(kafka)) {
			throw new IllegalArgumentException("share groups need nodes of Kafka 4.2.0 or later, not " + kafka);
		}
		String name = consumer.getOrDefault(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, MEMBER);
		if (members > 1 && !name.contains(MEMBER)) {
			throw new IllegalArgumentException("of " + members + " members only one can have the group.instance.id "
					+ name + "; " + name + "-" + MEMBER + " is another one for each");
		}
		features = Map.copyOf(features);
		broker = Map.copyOf(broker);
		producer = Map.copyOf(producer);
		consumer = Map.copyOf(fitting(kafka, consumer));
	}

	/** Consumers of the lab use the new group protocol, where there is one. */
	private static Map<String, String> fitting(@Nullable String kafka, Map<String, String> consumer) {
		Map<String, String> settings = new HashMap<>(consumer);
		if (kafka != null && !KafkaVersion.hasNewGroupProtocol(kafka)) {
			settings.putIfAbsent(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
		}
		return settings;
	}

	/** The same, but for who tells the active controller of a node that died. */
	public Setup withFastFailover(boolean fast) {
		return new Setup(this.layout, this.broker, this.producer, this.consumer, this.through, fast, this.sharing,
				this.kafka, this.members, this.features);
	}

	/** The same on nodes of another Kafka version, or of the lab's own. */
	public Setup withKafka(@Nullable String kafka) {
		return new Setup(this.layout, this.broker, this.producer, this.consumer, this.through, this.fastFailover,
				this.sharing, kafka, this.members, this.features);
	}

	/**
	 * Kafka settings of one consumer of the group.
	 * @param member its number, from 1; it replaces {@code {member}} in values
	 */
	public Map<String, String> consumer(int member) {
		return this.consumer.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (each) -> ofMember(each.getValue(), member)));
	}

	static String ofMember(String value, int member) {
		return value.replace(MEMBER, String.valueOf(member));
	}

	/**
	 * The cluster.
	 * @param directory where it keeps its files
	 * @param ports how its ports are chosen
	 */
	public ClusterSpec spec(Path directory, ClusterSpec.Ports ports) {
		ClusterSpec spec = this.layout.spec(directory, this.broker).withPorts(ports).withKafka(this.kafka);
		return this.fastFailover ? spec.withFastFailover() : spec;
	}

	/**
	 * How the consumer reads.
	 * @param transactions whether there are any
	 * @return the {@code isolation.level} that it is given, or else the one that suits
	 */
	String isolation(boolean transactions) {
		return this.consumer.getOrDefault(ConsumerConfig.ISOLATION_LEVEL_CONFIG,
				transactions ? Event.READ_COMMITTED : Event.READ_UNCOMMITTED);
	}

}
