package dev.failoverlab.consumer.email;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.failoverlab.consumer.ConsumerServiceApplication;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The service with a handler that fails as the subject of an email asks it to. No
 * {@code @Configuration}, or the scan of the service would find it everywhere.
 */
@Import(ConsumerServiceApplication.class)
public class MoodyHandlerApplication {

	@Bean
	@Primary
	EmailHandler moodyHandler() {
		Map<String, Integer> tries = new ConcurrentHashMap<>();
		return (email) -> {
			if ("error".equals(email.subject())) {
				throw new AssertionError("No exception that could be handled");
			}
			int nth = tries.merge(email.id(), 1, Integer::sum);
			if ("always".equals(email.subject()) || ("twice".equals(email.subject()) && nth <= 2)) {
				throw new IllegalStateException("The mail server is away, try " + nth);
			}
		};
	}

}
