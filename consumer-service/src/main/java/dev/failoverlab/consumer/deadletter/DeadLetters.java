package dev.failoverlab.consumer.deadletter;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.consumer.delivery.Account;
import dev.failoverlab.consumer.delivery.AccountException;
import dev.failoverlab.consumer.email.EmailReader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.listener.ConsumerAwareRecordRecoverer;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * Puts a record aside: into the dead-letter topic first, then into the account. When
 * either does not work, for instance while the cluster is away, the record is not let go:
 * it comes again after a pause.
 */
class DeadLetters implements ConsumerAwareRecordRecoverer {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetters.class);

	/** How long a record that could not be put aside waits before it comes again. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int LONGEST_CAUSE = 500;

	private final ConsumerAwareRecordRecoverer publisher;

	private final DeadLetterTopic topic;

	private final EmailReader reader;

	private final Account account;

	DeadLetters(ConsumerAwareRecordRecoverer publisher, DeadLetterTopic topic, EmailReader reader, Account account) {
		this.publisher = publisher;
		this.topic = topic;
		this.reader = reader;
		this.account = account;
	}

	@Override
	public void accept(ConsumerRecord<?, ?> failed, @Nullable Consumer<?, ?> consumer, @Nullable Exception exception) {
		Exception cause = causeOf(exception);
		try {
			if (cause instanceof AccountException) {
				throw new DeadLetterException("What went wrong is no fault of the record", cause);
			}
			awaitTopic();
			this.publisher.accept(failed, consumer, cause);
			note(failed, cause);
		}
		catch (RuntimeException ex) {
			pause();
			throw ex;
		}
	}

	private void note(ConsumerRecord<?, ?> failed, Exception cause) {
		String id = (failed.value() instanceof String value) ? this.reader.idIn(value) : null;
		String why = cause.toString();
		String bounded = (why.length() > LONGEST_CAUSE) ? why.substring(0, LONGEST_CAUSE) + "…" : why;
		this.account.deadLettered(id, failed.partition(), failed.offset(), bounded);
		logger.warn("Put {}-{}@{} into {}: {}", failed.topic(), failed.partition(), failed.offset(), this.topic.name(),
				bounded);
	}

	private void awaitTopic() {
		try {
			if (!this.topic.await(PAUSE)) {
				throw new DeadLetterException("The topic " + this.topic.name() + " is not there yet", null);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DeadLetterException("Stopped while waiting for the topic " + this.topic.name(), ex);
		}
	}

	/**
	 * The listener's exception is wrapped by the container; what went wrong is inside.
	 */
	private static Exception causeOf(@Nullable Exception exception) {
		if (exception instanceof ListenerExecutionFailedException && exception.getCause() instanceof Exception cause) {
			return cause;
		}
		return (exception != null) ? exception : new DeadLetterException("No cause was given", null);
	}

	private static void pause() {
		try {
			TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
