package dev.failoverlab.witness;

import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.core.NestedRuntimeException;
import org.springframework.kafka.listener.CompositeRecordInterceptor;
import org.springframework.kafka.listener.KafkaBackoffException;
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

	/** Also called for a record of a retry topic that came before its time. */
	@Override
	public void failure(ConsumerRecord<K, V> message, Exception error, Consumer<K, V> consumer) {
		ConsumerLog log = ConsumerLog.of(consumer);
		if (log != null && !isTooEarly(error)) {
			log.failed(List.of(message), error);
		}
		super.failure(message, error, consumer);
	}

	/** The listener was not called: the container waits and reads the record again. */
	private static boolean isTooEarly(Exception error) {
		return error instanceof NestedRuntimeException nested && nested.contains(KafkaBackoffException.class);
	}

}
