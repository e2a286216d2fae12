package dev.failoverlab.witness;

import java.util.Map;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends until it is killed, or a number of records; then it ends without closing
 * anything.
 */
final class SendingMain {

	private SendingMain() {
	}

	/**
	 * Sends.
	 * @param args brokers, topic, the witness's file and perhaps how many records
	 */
	public static void main(String[] args) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", args[0],
				"interceptor.classes", ProducerWitness.class.getName(), Witness.FILE, args[2]), new StringSerializer(),
				new StringSerializer())) {
			long count = (args.length > 3) ? Long.parseLong(args[3]) : Long.MAX_VALUE;
			for (long i = 0; i < count; i++) {
				Future<?> unused = producer.send(new ProducerRecord<>(args[1], "value " + i));
			}
			producer.flush();
			System.exit(0);
		}
	}

}
