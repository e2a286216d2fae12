package dev.failoverlab.witness;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

	/** What a thread sends just now, or sent last. */
	private static final ThreadLocal<SendId> SENDING = new ThreadLocal<>();

	private final AtomicLong count = new AtomicLong();

	/** The beginnings of its most frequent events, by topic. */
	private final Map<String, Line> invoked = new ConcurrentHashMap<>();

	private final Map<String, Line> acknowledged = new ConcurrentHashMap<>();

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
		SendId id = new SendId(client.tag(), this.count.incrementAndGet());
		Header origin = record.headers().lastHeader(Witness.HEADER);
		ProducerRecord<Object, Object> marked = (origin != null) ? copy(record) : record;
		marked.headers().add(id);
		SENDING.set(id);
		if (origin == null) {
			client.append(head(client, this.invoked, "invoke", marked.topic()), id.number(), marked.partition(), null);
		}
		else {
			client.append(client.line("send")
				.text("type", "invoke")
				.text("topic", marked.topic())
				.text("id", text(id))
				.number("partition", marked.partition())
				.text("origin", text(origin)));
		}
		return marked;
	}

	private static Line head(Client client, Map<String, Line> heads, String type, String topic) {
		return heads.computeIfAbsent(topic,
				(any) -> client.line("sends")
					.text("type", type)
					.text("topic", topic)
					.text("ids", SendId.prefix(client.tag())));
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
		client.attempt(() -> completed(client, metadata, error, header));
	}

	private void completed(Client client, @Nullable RecordMetadata metadata, @Nullable Exception error, Header header) {
		if (error == null && !this.transactional && metadata != null && header instanceof SendId id) {
			client.append(head(client, this.acknowledged, "ok", metadata.topic()), id.number(), metadata.partition(),
					metadata.hasOffset() ? metadata.offset() : null);
		}
		else {
			client.append(completion(client, metadata, error, header));
		}
	}

	private Line completion(Client client, @Nullable RecordMetadata metadata, @Nullable Exception error,
			Header header) {
		Line line = client.line("send").text("type", outcome(error, header)).text("id", text(header));
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

	private String outcome(@Nullable Exception error, Header header) {
		if (error == null) {
			return this.transactional ? "info" : "ok";
		}
		return SendError.isCertain(error, isRaisedBySend(header)) ? "fail" : "info";
	}

	/**
	 * The producer's own thread reports what the network did; it can send, too, in a
	 * callback, and is never taken for a thread that is in {@code send}.
	 */
	private static boolean isRaisedBySend(Header header) {
		return SENDING.get() == header
				&& !Thread.currentThread().getName().startsWith(KafkaProducer.NETWORK_THREAD_PREFIX);
	}

	private @Nullable String reason(@Nullable Exception error) {
		if (error == null) {
			return this.transactional ? "acknowledged in a transaction whose end the witness does not see" : null;
		}
		return Client.reason(error);
	}

	private static String text(Header header) {
		return new String(header.value(), StandardCharsets.UTF_8);
	}

}
