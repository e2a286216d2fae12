package dev.failoverlab.producer.topic;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.admin.AdminClientConfig;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicSettings.class)
class TopicConfiguration {

	@Bean
	TopicCreator emailTopic(TopicSettings settings, KafkaAdmin kafkaAdmin) {
		Map<String, Object> admin = new HashMap<>(kafkaAdmin.getConfigurationProperties());
		int tryFor = Math.toIntExact(settings.tryFor().toMillis());
		admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, tryFor);
		admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, tryFor);
		return new TopicCreator(settings, admin);
	}

}
