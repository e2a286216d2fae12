package dev.failoverlab.witness;

import java.util.Map;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends until it is killed. */
final class SendingMain {

	private SendingMain() {
	}

	/**
	 * Sends.
	 * @param args brokers, topic and the witness's file
	 */
	@SuppressWarnings("InfiniteLoopStatement")
	public static void main(String[] args) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", args[0],
				"interceptor.classes", ProducerWitness.class.getName(), Witness.FILE, args[2]), new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0;; i++) {
				Future<?> unused = producer.send(new ProducerRecord<>(args[1], "value " + i));
			}
		}
	}

}
