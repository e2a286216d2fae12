package dev.failoverlab.witness;

import java.util.List;
import java.util.stream.StreamSupport;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CompositeBatchInterceptor;

/** Tells which records a batch listener handled, and from which on it did not. */
final class BatchWitness<K, V> extends CompositeBatchInterceptor<K, V> {

	@SafeVarargs
	@SuppressWarnings("varargs")
	BatchWitness(BatchInterceptor<K, V>... delegates) {
		super(delegates);
	}

	/** Also called for a batch that an interceptor of the application left out. */
	@Override
	public void success(ConsumerRecords<K, V> messages, Consumer<K, V> consumer) {
		note(messages, consumer, null);
		super.success(messages, consumer);
	}

	@Override
	public void failure(ConsumerRecords<K, V> messages, Exception error, Consumer<K, V> consumer) {
		note(messages, consumer, error);
		super.failure(messages, error, consumer);
	}

	private static void note(ConsumerRecords<?, ?> messages, Consumer<?, ?> consumer, @Nullable Exception error) {
		ConsumerLog log = ConsumerLog.of(consumer);
		if (log == null) {
			return;
		}
		List<? extends ConsumerRecord<?, ?>> all = StreamSupport.stream(messages.spliterator(), false).toList();
		int handled = (error != null) ? handledBefore(error, all) : all.size();
		log.handled(all.subList(0, handled));
		if (error != null) {
			log.failed(all.subList(handled, all.size()), error);
		}
	}

	/** A listener can say which record of the batch it could not handle. */
	private static int handledBefore(Throwable error, List<? extends ConsumerRecord<?, ?>> all) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof BatchListenerFailedException failed) {
				int index = (failed.getRecord() != null) ? all.indexOf(failed.getRecord()) : failed.getIndex();
				return Math.max(0, Math.min(index, all.size()));
			}
		}
		return 0;
	}

}
