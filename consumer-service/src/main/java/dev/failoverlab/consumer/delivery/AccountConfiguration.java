package dev.failoverlab.consumer.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

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
		byte[] random = new byte[4];
		new SecureRandom().nextBytes(random);
		return new Account(properties, "c-" + HexFormat.of().formatHex(random), Clock.systemUTC());
	}

}
