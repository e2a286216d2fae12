package dev.failoverlab.consumer.deadletter;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The dead-letter topic as it is declared. */
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

}
