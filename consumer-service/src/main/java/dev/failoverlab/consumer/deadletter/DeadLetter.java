package dev.failoverlab.consumer.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames;
import org.springframework.kafka.listener.DeadLetterRecordManager;

/**
 * A record that is to be put aside. Its headers say where it was and what went wrong, as
 * spring-kafka's own dead letters do; a stack trace would be the largest part of it.
 *
 * @param failed the record as it was received
 * @param id the email's id, or null when the record has none that can be read
 * @param cause what went wrong
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> failed, @Nullable String id, Exception cause) {

	/** How many bytes a shortened key, value or, in characters, text has at most. */
	private static final int SHORT = 1024;

	private static final DeadLetterRecordManager records = new DeadLetterRecordManager();

	static {
		records.setExceptionHeadersCreator(DeadLetter::addCause);
	}

	/**
	 * The record byte for byte: key, value and headers, with more headers behind them.
	 * @param target where to send it
	 * @return what to send
	 */
	ProducerRecord<byte[], byte[]> whole(TopicPartition target) {
		return records.enrichHeadersAndCreateProducerRecord(this.failed, this.cause, target);
	}

	/**
	 * The beginning of the key and of the value alone, with headers that say how long
	 * each was: no larger than a few kilobytes.
	 * @param target where to send it
	 * @return what to send
	 */
	ProducerRecord<byte[], byte[]> shortened(TopicPartition target) {
		ConsumerRecord<byte[], byte[]> beginning = new ConsumerRecord<>(this.failed.topic(), this.failed.partition(),
				this.failed.offset(), beginning(this.failed.key()), beginning(this.failed.value()));
		ProducerRecord<byte[], byte[]> shortened = new DeadLetter(beginning, this.id, this.cause).whole(target);
		shortened.headers().add("kafka_dlt-original-key-length", length(this.failed.key()));
		shortened.headers().add("kafka_dlt-original-value-length", length(this.failed.value()));
		return shortened;
	}

	/**
	 * What went wrong, in a text that has an end and can be written as UTF-8.
	 * @return class and message of the cause
	 */
	String why() {
		return bounded(this.cause.toString());
	}

	private static void addCause(Headers headers, Exception cause, boolean isKey, HeaderNames names) {
		headers.add(names.getExceptionInfo().getExceptionFqcn(), utf8(cause.getClass().getName()));
		headers.add(names.getExceptionInfo().getExceptionMessage(), utf8(bounded(String.valueOf(cause.getMessage()))));
	}

	private static String bounded(String text) {
		String bounded = (text.length() > SHORT) ? text.substring(0, SHORT) + "…" : text;
		// Half of a surrogate pair has no form in UTF-8.
		return new String(utf8(bounded), StandardCharsets.UTF_8);
	}

	private static byte @Nullable [] beginning(byte @Nullable [] bytes) {
		return (bytes == null || bytes.length <= SHORT) ? bytes : Arrays.copyOf(bytes, SHORT);
	}

	private static byte[] length(byte @Nullable [] bytes) {
		return utf8((bytes != null) ? Integer.toString(bytes.length) : "none");
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
