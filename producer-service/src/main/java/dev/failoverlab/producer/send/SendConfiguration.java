package dev.failoverlab.producer.send;

import dev.failoverlab.producer.topic.EmailTopic;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SendSettings.class)
class SendConfiguration {

	@Bean
	RecordSender recordSender(KafkaTemplate<String, String> kafka, EmailTopic topic, ProducerLimits limits,
			SendSettings settings, MeterRegistry meters) {
		return new RecordSender(kafka, topic, limits, settings, meters);
	}

	@Bean
	ProducerLimits producerLimits(KafkaTemplate<String, String> kafka) {
		return ProducerLimits.of(kafka.getProducerFactory().getConfigurationProperties());
	}

	@Bean
	BufferShares bufferShares(ProducerLimits limits, EmailTopic topic) {
		return new BufferShares(limits, topic.partitions());
	}

}
