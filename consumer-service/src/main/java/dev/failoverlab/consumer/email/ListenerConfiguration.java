package dev.failoverlab.consumer.email;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** What of the listener's container cannot be said in {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class ListenerConfiguration {

	@Bean
	ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> asynchronousCommits(
			OffsetCommits commits) {
		return (container) -> {
			ContainerProperties properties = container.getContainerProperties();
			properties.setSyncCommits(false);
			properties.setCommitCallback(commits);
		};
	}

}
