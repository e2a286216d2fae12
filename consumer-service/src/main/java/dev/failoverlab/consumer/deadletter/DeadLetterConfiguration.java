package dev.failoverlab.consumer.deadletter;

import java.time.Duration;

import dev.failoverlab.actuator.ClusterTask;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.util.Assert;

/** The dead-letter topic as it is declared, and its creation. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

	@Bean
	NewTopic deadLetterTopic(DeadLetterProperties properties) {
		return TopicBuilder.name(properties.topic())
			.partitions(properties.partitions())
			.replicas(properties.replicationFactor())
			.config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(properties.minInSyncReplicas()))
			.config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(properties.maxMessageSize().toBytes()))
			.build();
	}

	/**
	 * By itself, {@link KafkaAdmin} would hold the start up, and try only once. The first
	 * time, it says only by its result that it failed.
	 */
	@Bean
	ClusterTask deadLetterTopicCreation(KafkaAdmin admin) {
		return new ClusterTask("Creation of the dead-letter topic", admin, Duration.ofSeconds(1),
				(client) -> Assert.state(admin.initialize(), "KafkaAdmin could not create it"));
	}

}
