package dev.failoverlab.witness;

import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.CompositeRecordInterceptor;
import org.springframework.kafka.listener.RecordInterceptor;

/** Tells which records a listener handled, and at which it threw. */
final class RecordWitness<K, V> extends CompositeRecordInterceptor<K, V> {

	@SafeVarargs
	@SuppressWarnings("varargs")
	RecordWitness(RecordInterceptor<K, V>... delegates) {
		super(delegates);
	}

	/** A record that an interceptor of the application leaves out is dealt with. */
	@Override
	public @Nullable ConsumerRecord<K, V> intercept(ConsumerRecord<K, V> message, Consumer<K, V> consumer) {
		ConsumerRecord<K, V> kept = super.intercept(message, consumer);
		if (kept == null) {
			handled(message, consumer);
		}
		return kept;
	}

	@Override
	public void success(ConsumerRecord<K, V> message, Consumer<K, V> consumer) {
		handled(message, consumer);
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

	private static void handled(ConsumerRecord<?, ?> message, Consumer<?, ?> consumer) {
		ConsumerLog log = ConsumerLog.of(consumer);
		if (log != null) {
			log.handled(List.of(message));
		}
	}

}
