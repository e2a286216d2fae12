package dev.failoverlab.consumer.email;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.failoverlab.consumer.delivery.DeliveryLog;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Notes in the delivery log which partitions this process holds, and where it starts on
 * those newly got. With the new group protocol a rebalance tells only what comes and what
 * goes. Called on the listener's thread alone, between records.
 */
@Component
class Assignments implements ConsumerAwareRebalanceListener {

	private static final Logger logger = LoggerFactory.getLogger(Assignments.class);

	/** Positions are good to know, and not worth holding up a rebalance for long. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private final DeliveryLog deliveryLog;

	private final SortedSet<Integer> held = new TreeSet<>();

	Assignments(DeliveryLog deliveryLog) {
		this.deliveryLog = deliveryLog;
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		if (partitions.isEmpty()) {
			return;
		}
		Map<Integer, Long> positions = positions(consumer, partitions);
		partitions.forEach((partition) -> this.held.add(partition.partition()));
		logger.info("Got {}; now holding {}", partitions, this.held);
		this.deliveryLog.assigned(this.held, positions);
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		gone(partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		gone(partitions);
	}

	/**
	 * Closing tells of the same partitions more than once; only a change is worth a line.
	 */
	private void gone(Collection<TopicPartition> partitions) {
		List<Integer> numbers = partitions.stream().map(TopicPartition::partition).toList();
		if (this.held.removeAll(numbers)) {
			logger.info("Gave up {}; now holding {}", partitions, this.held);
			this.deliveryLog.assigned(this.held, Map.of());
		}
	}

	private static Map<Integer, Long> positions(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		Map<Integer, Long> positions = new TreeMap<>();
		long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
		for (TopicPartition partition : partitions) {
			try {
				Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
				positions.put(partition.partition(), consumer.position(partition, left));
			}
			catch (KafkaException ex) {
				logger.warn("The position of {} cannot be told: {}", partition, ex.toString());
			}
		}
		return positions;
	}

}
