package dev.failoverlab.samples.orders;

import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.RecordInterceptor;

/**
 * Commits each record before the listener handles it: a mistake. The container commits
 * nothing.
 */
final class CommitsFirst implements RecordInterceptor<Object, Object> {

	@Override
	public ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> message,
			Consumer<Object, Object> consumer) {
		consumer.commitSync(Map.of(new TopicPartition(message.topic(), message.partition()),
				new OffsetAndMetadata(message.offset() + 1)));
		return message;
	}

}
