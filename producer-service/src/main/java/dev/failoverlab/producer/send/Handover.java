package dev.failoverlab.producer.send;

import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One call to {@code KafkaProducer.send()} and the answers to it, by whichever way they
 * come. The producer calls back on the calling thread for errors that it raises before it
 * takes the record, and on its I/O thread for all that happens afterwards.
 */
final class Handover implements Callback {

	private final CompletableFuture<SendOutcome> outcome;

	private final Thread caller = Thread.currentThread();

	/** For the calling thread alone. */
	private boolean refused;

	Handover(CompletableFuture<SendOutcome> outcome) {
		this.outcome = outcome;
	}

	@Override
	public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
		if (error == null && metadata != null) {
			this.outcome.complete(acknowledged(metadata));
		}
		else if (error != null && Thread.currentThread() == this.caller) {
			refused(error);
		}
		else if (error != null) {
			this.outcome.complete(ErrorClassification.reportedLater(error));
		}
	}

	/** What the call itself threw. */
	void refused(Throwable error) {
		this.refused = true;
		this.outcome.complete(ErrorClassification.raisedBySend(error));
	}

	boolean wasRefused() {
		return this.refused;
	}

	private static SendOutcome acknowledged(RecordMetadata metadata) {
		Long offset = metadata.hasOffset() ? metadata.offset() : null;
		return new SendOutcome.Acknowledged(metadata.topic(), metadata.partition(), offset, metadata.timestamp());
	}

}
