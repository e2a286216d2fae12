package dev.failoverlab.consumer.email;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.failoverlab.actuator.ClusterTask;
import dev.failoverlab.consumer.ConsumerServiceException;
import dev.failoverlab.consumer.deadletter.DeadLetter;
import dev.failoverlab.consumer.deadletter.DeadLetters;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.config.ShareKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultShareConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ShareConsumerRecordRecoverer;

/**
 * The profile {@code share}: a share group (a queue, KIP-932) in the place of the
 * consumer group. Instances share the emails one by one, also of one partition, and each
 * email is acknowledged on its own:
 * <ul>
 * <li>An email whose handling fails is released, and comes again, here or elsewhere;
 * after {@code consumer.retry.retries} times it becomes a dead letter. The group's own
 * limit ({@code group.share.delivery.count.limit}, by default 5 deliveries) must not be
 * lower: Kafka drops an email at that limit, and tells no one.</li>
 * <li>A record that cannot be read becomes a dead letter at once.</li>
 * <li>What cannot be put aside now is released.</li>
 * </ul>
 */
@Configuration(proxyBeanMethods = false)
@Profile("share")
class ShareConfiguration {

	/** Of consumer groups alone; a share group refuses them. */
	private static final List<String> REFUSED = List.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
			ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, ConsumerConfig.GROUP_PROTOCOL_CONFIG,
			ConsumerConfig.ISOLATION_LEVEL_CONFIG, ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

	@Bean
	ShareKafkaListenerContainerFactory<byte[], byte[]> shareListeners(ConsumerFactory<byte[], byte[]> consumers,
			ShareConsumerRecordRecoverer afterAnError) {
		Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
		settings.keySet().removeAll(REFUSED);
		ShareKafkaListenerContainerFactory<byte[], byte[]> factory = new ShareKafkaListenerContainerFactory<>(
				new DefaultShareConsumerFactory<>(settings));
		factory.setShareConsumerRecordRecoverer(afterAnError);
		return factory;
	}

	/**
	 * Begins with the oldest email, as the consumer group does, once the cluster answers.
	 */
	@Bean
	ClusterTask listenerStart(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners,
			@Value("${spring.kafka.consumer.group-id}") String group) {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
		AlterConfigOp earliest = new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"),
				AlterConfigOp.OpType.SET);
		return new ClusterTask("Start of the listener", admin, Duration.ofMillis(200), (client) -> {
			client.incrementalAlterConfigs(Map.of(resource, List.of(earliest))).all().get();
			Objects.requireNonNull(listeners.getListenerContainer(EmailListener.ID)).start();
		});
	}

	@Bean
	ShareConsumerRecordRecoverer afterAnError(DeadLetters deadLetters, EmailReader reader, RetryProperties retry) {
		return (record, exception) -> {
			@SuppressWarnings("unchecked")
			ConsumerRecord<byte[], byte[]> failed = (ConsumerRecord<byte[], byte[]>) record;
			Exception cause = causeOf(exception);
			boolean last = failed.deliveryCount().orElse((short) 1) > retry.retries();
			return (cause instanceof UnreadableEmailException || (last && !(cause instanceof ConsumerServiceException)))
					? putAside(deadLetters, new DeadLetter(failed, reader.idIn(failed.value()), cause))
					: AcknowledgeType.RELEASE;
		};
	}

	private static AcknowledgeType putAside(DeadLetters deadLetters, DeadLetter letter) {
		try {
			deadLetters.putAside(List.of(letter));
			return AcknowledgeType.REJECT;
		}
		catch (KafkaException ex) {
			// It is in the log already that it waits.
			return AcknowledgeType.RELEASE;
		}
	}

	/** Without the exceptions that the container wraps around it. */
	private static Exception causeOf(Exception exception) {
		return (exception instanceof KafkaException && exception.getCause() instanceof Exception inner) ? causeOf(inner)
				: exception;
	}

}
