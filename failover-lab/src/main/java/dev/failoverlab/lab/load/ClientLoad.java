package dev.failoverlab.lab.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.history.Recorder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends with a plain Kafka producer in this JVM: the control for the service. */
public final class ClientLoad implements AutoCloseable {

	private final KafkaProducer<String, String> producer;

	private final String topic;

	/**
	 * Opens the producer.
	 * @param bootstrapServers the brokers
	 * @param topic where the emails go
	 * @param settings Kafka settings over the defaults of the producer, which waits for
	 * all in-sync replicas
	 * @throws LabException when Kafka refuses the settings
	 */
	public ClientLoad(String bootstrapServers, String topic, Map<String, String> settings) {
		this.topic = topic;
		Map<String, Object> all = new HashMap<>(settings);
		all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
		try {
			this.producer = new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
		}
		catch (KafkaException ex) {
			throw new LabException("Kafka refuses the producer settings " + settings + ": " + reason(ex), ex);
		}
	}

	/**
	 * A sender that shares the producer.
	 * @param partition the partition that its emails are for
	 * @param recorder where the sends are noted
	 * @return the sender
	 */
	public Sender sender(int partition, Recorder recorder) {
		return new ClientSender(this.producer, this.topic, new Sends(recorder, "sender-" + partition, partition));
	}

	@Override
	public void close() {
		this.producer.close(Duration.ZERO);
	}

	private static String reason(Throwable error) {
		Throwable cause = error.getCause();
		return (cause != null) ? reason(cause) : String.valueOf(error.getMessage());
	}

}
