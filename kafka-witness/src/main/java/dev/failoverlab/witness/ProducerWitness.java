package dev.failoverlab.witness;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record an id in the header {@value Witness#HEADER}, and writes down that it
 * was sent and what became of it. For {@code interceptor.classes}; the file is named by
 * {@value Witness#FILE}.
 * <p>
 * The outcome comes with the record's headers, and so with its id, from kafka-clients 4.1
 * on. With an older version, a send has no outcome here, which counts as unknown, and the
 * event {@code client} says {@code "outcomes":false}.
 * <p>
 * An interceptor is not told of transactions. What is acknowledged within one is of
 * unknown outcome here.
 */
public final class ProducerWitness implements ProducerInterceptor<Object, Object> {

	private static final boolean OUTCOMES = Arrays.stream(ProducerInterceptor.class.getMethods())
		.anyMatch((method) -> method.getName().equals("onAcknowledgement") && method.getParameterCount() == 3);

	/** The id that a thread sends just now, or sent last: no two producers share one. */
	private static final ThreadLocal<byte[]> SENDING = new ThreadLocal<>();

	private final AtomicLong count = new AtomicLong();

	private @Nullable Client client;

	private boolean transactional;

	@Override
	public void configure(Map<String, ?> settings) {
		String transactionalId = Client.setting(settings, ProducerConfig.TRANSACTIONAL_ID_CONFIG);
		this.transactional = transactionalId != null;
		this.client = Client.open("producer", settings,
				(line) -> line.text("acks", Client.setting(settings, ProducerConfig.ACKS_CONFIG))
					.text("transactional_id", transactionalId)
					.flag("outcomes", OUTCOMES));
	}

	@Override
	public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
		Client client = this.client;
		return (client != null) ? client.attempt(() -> sent(client, record), record) : record;
	}

	private ProducerRecord<Object, Object> sent(Client client, ProducerRecord<Object, Object> record) {
		String id = client.tag() + "-" + this.count.incrementAndGet();
		byte[] bytes = id.getBytes(StandardCharsets.ISO_8859_1);
		Header origin = record.headers().lastHeader(Witness.HEADER);
		ProducerRecord<Object, Object> marked = (origin != null) ? copy(record) : record;
		marked.headers().add(Witness.HEADER, bytes);
		SENDING.set(bytes);
		client.append(client.line("send")
			.text("type", "invoke")
			.text("topic", marked.topic())
			.text("id", id)
			.number("partition", marked.partition())
			.text("origin", text(origin)));
		return marked;
	}

	/**
	 * A record that was read elsewhere, or sent before, has an id already. It gets
	 * another one in a copy, because headers cannot be changed once they were sent.
	 */
	private static ProducerRecord<Object, Object> copy(ProducerRecord<Object, Object> record) {
		ProducerRecord<Object, Object> copy = new ProducerRecord<>(record.topic(), record.partition(),
				record.timestamp(), record.key(), record.value(), record.headers());
		copy.headers().remove(Witness.HEADER);
		return copy;
	}

	/** What clients before 4.1 call: it does not tell which record. */
	@Override
	public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception error) {
	}

	@Override
	public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception error,
			@Nullable Headers headers) {
		Client client = this.client;
		Header header = (headers != null) ? headers.lastHeader(Witness.HEADER) : null;
		if (client == null || header == null) {
			return;
		}
		client.attempt(() -> client.append(completion(client, metadata, error, header)));
	}

	private Line completion(Client client, @Nullable RecordMetadata metadata, @Nullable Exception error,
			Header header) {
		Line line = client.line("send").text("type", outcome(error, header.value())).text("id", text(header));
		if (metadata != null && metadata.partition() >= 0) {
			line.text("topic", metadata.topic()).number("partition", metadata.partition());
			line.number("offset", metadata.hasOffset() ? metadata.offset() : null);
		}
		return line.text("error", reason(error));
	}

	@Override
	public void close() {
		if (this.client != null) {
			this.client.close();
		}
	}

	private String outcome(@Nullable Exception error, byte[] id) {
		if (error == null) {
			return this.transactional ? "info" : "ok";
		}
		return SendError.isCertain(error, isRaisedBySend(id)) ? "fail" : "info";
	}

	/**
	 * The producer's own thread reports what the network did; it can send, too, in a
	 * callback, and is never taken for a thread that is in {@code send}.
	 */
	private boolean isRaisedBySend(byte[] id) {
		return Arrays.equals(SENDING.get(), id)
				&& !Thread.currentThread().getName().startsWith(KafkaProducer.NETWORK_THREAD_PREFIX);
	}

	private @Nullable String reason(@Nullable Exception error) {
		if (error == null) {
			return this.transactional ? "acknowledged in a transaction whose end the witness does not see" : null;
		}
		return Client.reason(error);
	}

	private static @Nullable String text(@Nullable Header header) {
		return (header != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

}
