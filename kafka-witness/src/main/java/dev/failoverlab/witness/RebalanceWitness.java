package dev.failoverlab.witness;

import java.util.Collection;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Tells which partitions a consumer holds, and calls the application's own listener, if
 * there is one, when the container would have.
 */
final class RebalanceWitness implements ConsumerAwareRebalanceListener {

	private final @Nullable ConsumerRebalanceListener listener;

	RebalanceWitness(@Nullable ConsumerRebalanceListener listener) {
		this.listener = listener;
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		ConsumerLog log = ConsumerLog.of(consumer);
		if (log != null) {
			log.assigned(partitions);
		}
		if (this.listener instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsAssigned(consumer, partitions);
		}
		else if (this.listener != null) {
			this.listener.onPartitionsAssigned(partitions);
		}
	}

	@Override
	public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		if (this.listener instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsRevokedBeforeCommit(consumer, partitions);
		}
		else if (this.listener != null) {
			this.listener.onPartitionsRevoked(partitions);
		}
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		gone(consumer, partitions);
		if (this.listener instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsRevokedAfterCommit(consumer, partitions);
		}
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		gone(consumer, partitions);
		if (this.listener instanceof ConsumerAwareRebalanceListener aware) {
			aware.onPartitionsLost(consumer, partitions);
		}
		else if (this.listener != null) {
			this.listener.onPartitionsLost(partitions);
		}
	}

	private static void gone(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		ConsumerLog log = ConsumerLog.of(consumer);
		if (log != null) {
			log.gone(partitions);
		}
	}

}
