package dev.failoverlab.consumer.email;

import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.stereotype.Component;

/**
 * Repeats commits that failed. They are asynchronous, so that partitions with a live
 * leader go on while the group's coordinator is away. A failed one is covered by the next
 * of its partition; when nothing follows, the positions are committed once the listener
 * is idle. Called on the listener's thread alone.
 */
@Component
class OffsetCommits implements OffsetCommitCallback {

	private static final Logger logger = LoggerFactory.getLogger(OffsetCommits.class);

	private boolean missed;

	@Override
	public void onComplete(@Nullable Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception exception) {
		if (exception != null) {
			logger.warn("A commit failed and will be repeated: {}", exception.toString());
			this.missed = true;
		}
	}

	/**
	 * Idle means that all that was received was taken care of, so positions are safe to
	 * commit.
	 */
	@EventListener
	void onIdle(ListenerContainerIdleEvent idle) {
		if (this.missed) {
			this.missed = false;
			Consumer<?, ?> consumer = idle.getConsumer();
			consumer.commitAsync(this);
		}
	}

}
