package dev.failoverlab.lab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.witness.ConsumerWitness;
import dev.failoverlab.witness.ProducerWitness;
import dev.failoverlab.witness.Witness;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * An app of others: it sends orders and handles them. Witnesses write down what it does,
 * and so does it itself.
 */
final class OrdersApp implements AutoCloseable {

	private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

	private final ClientSettings client;

	private final Path folder;

	private final Thread sender = new Thread(this::send, "orders-sender");

	private final Thread listener = new Thread(this::handle, "orders-listener");

	private volatile boolean closed;

	OrdersApp(ClientSettings client, Path folder) {
		this.client = client;
		this.folder = folder;
		this.sender.start();
		this.listener.start();
	}

	private void send() {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				this.client.with(Map.of("interceptor.classes", ProducerWitness.class.getName(), Witness.FILE,
						this.folder.resolve("sent.ndjson").toString())),
				new StringSerializer(), new StringSerializer())) {
			for (int i = 1; !this.closed; i++) {
				String id = "order-" + i;
				Future<?> unused = producer.send(new ProducerRecord<>("orders", id, "{}"),
						(metadata, error) -> sent(id, metadata, error));
				LockSupport.parkNanos(INTERVAL);
			}
		}
	}

	private void sent(String id, RecordMetadata metadata, @Nullable Exception error) {
		append("sends.ndjson",
				(error != null)
						? "{\"id\":\"%s\",\"partition\":%d,\"outcome\":\"info\"}".formatted(id, metadata.partition())
						: "{\"id\":\"%s\",\"partition\":%d,\"offset\":%d,\"outcome\":\"ok\"}".formatted(id,
								metadata.partition(), metadata.offset()));
	}

	/** Claims an acknowledgement that it never got. */
	void lie() {
		append("sends.ndjson", "{\"id\":\"never-sent\",\"partition\":0,\"outcome\":\"ok\"}");
	}

	private void handle() {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				this.client.with(Map.of("group.id", "orders-app", "enable.auto.commit", "false", "auto.offset.reset",
						"earliest", "interceptor.classes", ConsumerWitness.class.getName(), Witness.FILE,
						this.folder.resolve("handled.ndjson").toString())),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.subscribe(List.of("orders"));
			while (!this.closed) {
				consumer.poll(Duration.ofMillis(100))
					.forEach((order) -> append("deliveries.ndjson", "{\"id\":\"%s\",\"partition\":%d,\"offset\":%d}"
						.formatted(order.key(), order.partition(), order.offset())));
				consumer.commitSync();
			}
		}
	}

	private synchronized void append(String file, String line) {
		try {
			Files.writeString(this.folder.resolve(file), line + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.sender.join();
			this.listener.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
