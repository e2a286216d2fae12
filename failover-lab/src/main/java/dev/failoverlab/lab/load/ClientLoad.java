package dev.failoverlab.lab.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends with a plain Kafka producer in this JVM, for comparison with the service. */
public final class ClientLoad implements AutoCloseable {

	private final ClientSettings client;

	private final Map<String, Object> settings;

	private final String topic;

	private final int transactions;

	private @Nullable KafkaProducer<String, String> producer;

	/**
	 * Prepares to send.
	 * @param client the brokers, and how they are reached
	 * @param topic where the emails go
	 * @param settings Kafka settings that override the producer's defaults; by default it
	 * waits for all in-sync replicas
	 * @param transactions emails per transaction, or 0 for no transactions
	 */
	public ClientLoad(ClientSettings client, String topic, Map<String, String> settings, int transactions) {
		this.topic = topic;
		this.client = client;
		this.settings = new HashMap<>(settings);
		this.transactions = transactions;
	}

	/**
	 * Creates a sender. Senders share one producer, except with transactions: then each
	 * has a separate producer.
	 * @param partition the partition that its emails are for
	 * @param recorder where the sends are recorded
	 * @throws LabException when Kafka refuses the settings
	 */
	public synchronized Sender sender(int partition, Recorder recorder) {
		SendRecorder sends = new SendRecorder(recorder, "sender-" + partition, partition);
		if (this.transactions > 0) {
			return new TransactionalSender(() -> open(transactional(partition)), this.topic, sends, this.transactions);
		}
		if (this.producer == null) {
			this.producer = open(this.settings);
		}
		return new ClientSender(this.producer, this.topic, sends);
	}

	@Override
	public synchronized void close() {
		if (this.producer != null) {
			this.producer.close(Duration.ZERO);
		}
	}

	private Map<String, Object> transactional(int partition) {
		Map<String, Object> all = new HashMap<>(this.settings);
		all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TransactionalSender.ID + partition);
		return all;
	}

	private KafkaProducer<String, String> open(Map<String, Object> settings) {
		try {
			return new KafkaProducer<>(this.client.with(settings), new StringSerializer(), new StringSerializer());
		}
		catch (KafkaException ex) {
			throw new LabException("Kafka refuses the producer settings " + settings + ": " + reason(ex), ex);
		}
	}

	private static String reason(Throwable error) {
		Throwable cause = error.getCause();
		return (cause != null) ? reason(cause) : String.valueOf(error.getMessage());
	}

}
