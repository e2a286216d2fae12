package dev.failoverlab.consumer.delivery;

import java.time.Clock;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one delivery log of this process, under the name of this process. */
@Configuration(proxyBeanMethods = false)
class DeliveryLogConfiguration {

	/**
	 * Closed after all that writes to it: Spring destroys a bean after those that use it.
	 */
	@Bean
	DeliveryLog deliveryLog(DeliveryLogProperties properties) {
		String instance = "c-" + UUID.randomUUID().toString().substring(0, 8);
		return new DeliveryLog(properties, instance, Clock.systemUTC());
	}

}
