package dev.failoverlab.producer.send;

import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns the result of one call to {@code KafkaProducer.send()} into an outcome. The
 * producer calls back on the calling thread for errors that it raises before it takes the
 * record, and on its I/O thread for all that happens afterwards.
 */
final class SendCallback implements Callback {

	private final CompletableFuture<SendOutcome> outcome;

	private final Thread caller = Thread.currentThread();

	/** Read and written by the calling thread only. */
	private boolean failedInSend;

	SendCallback(CompletableFuture<SendOutcome> outcome) {
		this.outcome = outcome;
	}

	@Override
	public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception error) {
		if (error == null && metadata != null) {
			this.outcome.complete(acknowledged(metadata));
		}
		else if (error != null && Thread.currentThread() == this.caller) {
			failedInSend(error);
		}
		else if (error != null) {
			this.outcome.complete(ErrorClassification.reportedLater(error));
		}
	}

	/** Takes an error that the call itself raised. */
	void failedInSend(Throwable error) {
		this.failedInSend = true;
		this.outcome.complete(ErrorClassification.raisedBySend(error));
	}

	boolean hasFailedInSend() {
		return this.failedInSend;
	}

	private static SendOutcome acknowledged(RecordMetadata metadata) {
		Long offset = metadata.hasOffset() ? metadata.offset() : null;
		return new SendOutcome.Acknowledged(metadata.topic(), metadata.partition(), offset, metadata.timestamp());
	}

}
