package dev.failoverlab.lab.observe;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.Deadline;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How short a consumer's session time-out may be: how Kafka answers a time-out of one
 * second, requested by a classic consumer, by a consumer with the new protocol, and for a
 * group with the new protocol.
 */
final class SessionTimeouts implements Observer {

	private static final Duration ASKED = Duration.ofSeconds(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@Override
	public void observe(Inquiry inquiry) {
		inquiry.note("classic protocol, session.timeout.ms of 1 s", consumer(inquiry, "classic"));
		inquiry.note("new protocol, session.timeout.ms of 1 s", consumer(inquiry, "consumer"));
		ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "session-timeouts");
		Collection<AlterConfigOp> shorter = List.of(new AlterConfigOp(
				new ConfigEntry("consumer.session.timeout.ms", String.valueOf(ASKED.toMillis())), OpType.SET));
		inquiry.note("new protocol, consumer.session.timeout.ms of 1 s for the group",
				inquiry.refusal(inquiry.admin().incrementalAlterConfigs(Map.of(group, shorter)).all()));
	}

	private static String consumer(Inquiry inquiry, String protocol) {
		Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, inquiry.bootstrapServers(),
				ConsumerConfig.GROUP_ID_CONFIG, "session-timeouts-" + protocol, ConsumerConfig.GROUP_PROTOCOL_CONFIG,
				protocol, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) ASKED.toMillis(),
				ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) ASKED.toMillis() / 4);
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(),
				new StringDeserializer())) {
			consumer.subscribe(List.of(inquiry.topic()));
			return joined(consumer);
		}
		catch (KafkaException ex) {
			return Inquiry.message((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	private static String joined(KafkaConsumer<String, String> consumer) {
		Deadline deadline = Deadline.in(TIMEOUT);
		while (!deadline.passed()) {
			consumer.poll(Duration.ofMillis(200));
			if (!consumer.assignment().isEmpty()) {
				return "accepted";
			}
		}
		return "not joined in " + TIMEOUT.toSeconds() + " s";
	}

}
