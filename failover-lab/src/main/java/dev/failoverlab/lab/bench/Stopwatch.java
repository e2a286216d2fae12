package dev.failoverlab.lab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Takes the times between sending a record and receiving it inside
 * {@code EndToEndLatency}, whose own result is rounded to milliseconds. That tool has one
 * record under way and does all on one thread.
 */
public final class Stopwatch implements ProducerInterceptor<byte[], byte[]>, ConsumerInterceptor<byte[], byte[]> {

	/** Before each time in nanoseconds, on a line of the output. */
	static final String MARK = "took ";

	private static final List<Long> TIMES = new ArrayList<>();

	private static long begin;

	@Override
	public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
		begin = System.nanoTime();
		return record;
	}

	@Override
	public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
		TIMES.add(System.nanoTime() - begin);
		return records;
	}

	/** Called for the producer and for the consumer. */
	@Override
	public void close() {
		TIMES.forEach((time) -> System.out.println(MARK + time));
		TIMES.clear();
	}

	@Override
	public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception error) {
	}

	@Override
	public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
	}

	@Override
	public void configure(Map<String, ?> settings) {
	}

}
