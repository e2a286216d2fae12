package dev.failoverlab.consumer.delivery;

import java.time.Clock;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one account of this process, under the name of this process. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

	/**
	 * Closed after all that writes to it: Spring destroys a bean after those that use it.
	 */
	@Bean
	Account account(AccountProperties properties) {
		String instance = "c-" + UUID.randomUUID().toString().substring(0, 8);
		return new Account(properties, instance, Clock.systemUTC());
	}

}
