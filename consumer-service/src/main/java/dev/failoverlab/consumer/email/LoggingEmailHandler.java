package dev.failoverlab.consumer.email;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Stands where a mail server would be: says what it would send. */
@Component
class LoggingEmailHandler implements EmailHandler {

	private static final Logger logger = LoggerFactory.getLogger(LoggingEmailHandler.class);

	@Override
	public void handle(Email email) {
		logger.debug("Email {} to {}", email.id(), email.to());
	}

}
