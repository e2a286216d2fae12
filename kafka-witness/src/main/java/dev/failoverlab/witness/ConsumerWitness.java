package dev.failoverlab.witness;

import java.util.Locale;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a consumer received and committed. For {@code interceptor.classes};
 * the file is named by {@value Witness#FILE}.
 */
public final class ConsumerWitness implements ConsumerInterceptor<Object, Object> {

	private @Nullable ConsumerLog consumer;

	@Override
	public void configure(Map<String, ?> settings) {
		String isolation = Client.setting(settings, ConsumerConfig.ISOLATION_LEVEL_CONFIG);
		Client client = Client.open("consumer", settings,
				(line) -> line.text("group", Client.setting(settings, ConsumerConfig.GROUP_ID_CONFIG))
					.text("isolation", (isolation != null) ? isolation.toLowerCase(Locale.ROOT) : "read_uncommitted"));
		if (client != null) {
			this.consumer = ConsumerLog.open(client, Client.setting(settings, CommonClientConfigs.CLIENT_ID_CONFIG));
		}
	}

	@Override
	public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
		if (this.consumer != null) {
			this.consumer.received(records);
		}
		return records;
	}

	@Override
	public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
		if (this.consumer != null) {
			this.consumer.committed(offsets);
		}
	}

	@Override
	public void close() {
		if (this.consumer != null) {
			this.consumer.close();
		}
	}

}
