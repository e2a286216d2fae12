package dev.failoverlab.producer.send;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * The settings of the Kafka producer that bound its use of time and memory, as they are
 * in force, defaults included.
 *
 * @param maxBlock how long a call to {@code send()} may take at most
 * @param delivery how long after that call an answer may take at most
 * @param bufferBytes memory for records that wait or are in flight
 * @param batchBytes what a batch takes of that memory at least
 */
record ProducerLimits(Duration maxBlock, Duration delivery, long bufferBytes, int batchBytes) {

	static ProducerLimits of(Map<String, Object> settings) {
		AbstractConfig config = new AbstractConfig(ProducerConfig.configDef(), settings, false);
		return new ProducerLimits(Duration.ofMillis(config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)),
				Duration.ofMillis(config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)),
				config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG), config.getInt(ProducerConfig.BATCH_SIZE_CONFIG));
	}

}
