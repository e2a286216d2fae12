package dev.failoverlab.witness;

import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.listener.CompositeRecordInterceptor;
import org.springframework.kafka.listener.RecordInterceptor;

/** Tells which records a listener handled, and at which it threw. */
final class RecordWitness<K, V> extends CompositeRecordInterceptor<K, V> {

	@SafeVarargs
	@SuppressWarnings("varargs")
	RecordWitness(RecordInterceptor<K, V>... delegates) {
		super(delegates);
	}

	/** Also called for a record that an interceptor of the application left out. */
	@Override
	public void success(ConsumerRecord<K, V> message, Consumer<K, V> consumer) {
		ConsumerLog log = ConsumerLog.of(consumer);
		if (log != null) {
			log.handled(List.of(message));
		}
		super.success(message, consumer);
	}

	@Override
	public void failure(ConsumerRecord<K, V> message, Exception error, Consumer<K, V> consumer) {
		ConsumerLog log = ConsumerLog.of(consumer);
		if (log != null) {
			log.failed(List.of(message), error);
		}
		super.failure(message, error, consumer);
	}

}
