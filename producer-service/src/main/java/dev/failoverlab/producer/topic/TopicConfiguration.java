package dev.failoverlab.producer.topic;

import java.time.Duration;

import dev.failoverlab.actuator.ClusterTask;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
class TopicConfiguration {

	@Bean
	ClusterTask topicCreation(TopicSettings settings, KafkaAdmin cluster, KafkaTemplate<String, String> kafka) {
		return new ClusterTask("create the topic " + settings.name(), cluster, settings.retryEvery(),
				new TopicCreator(settings, kafka));
	}

	@Bean
	EmailTopic emailTopic(TopicSettings settings, ClusterTask topicCreation) {
		return new EmailTopic(settings.name(), settings.partitions(), topicCreation::await);
	}

	/** Before this is up, an email might have to wait for a frozen broker. */
	@Bean
	HealthIndicator emailTopicHealthIndicator(ClusterTask topicCreation) {
		return () -> (topicCreation.await(Duration.ZERO) ? Health.up() : Health.outOfService()).build();
	}

}
