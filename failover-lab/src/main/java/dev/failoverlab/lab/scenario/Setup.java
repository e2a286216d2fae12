package dev.failoverlab.lab.scenario;

import java.util.Map;

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
 * @param consumer Kafka settings of the consumer
 * @param through what sends and receives
 * @param fastFailover whether the active controller is told at once of a node that died
 * @param sharing the share group that reads; null for a consumer group of one
 */
public record Setup(Layout layout, Map<String, String> broker, Map<String, String> producer,
		Map<String, String> consumer, Through through, boolean fastFailover, @Nullable Sharing sharing) {

	/** Three combined nodes and both services, with all defaults. */
	public static final Setup USUAL = new Setup(Layout.USUAL, Map.of(), Map.of(), Map.of(), Through.SERVICE, false);

	/** Without a share group. */
	public Setup(Layout layout, Map<String, String> broker, Map<String, String> producer, Map<String, String> consumer,
			Through through, boolean fastFailover) {
		this(layout, broker, producer, consumer, through, fastFailover, null);
	}

	public Setup {
		broker = Map.copyOf(broker);
		producer = Map.copyOf(producer);
		consumer = Map.copyOf(consumer);
	}

	/** The same, but for who tells the active controller of a node that died. */
	public Setup withFastFailover(boolean fast) {
		return new Setup(this.layout, this.broker, this.producer, this.consumer, this.through, fast, this.sharing);
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
