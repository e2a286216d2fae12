package dev.failoverlab.producer.web;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** A body that is larger than it may be: 413. */
class BodyTooLargeException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	BodyTooLargeException(DataSize limit) {
		super(HttpStatus.CONTENT_TOO_LARGE);
		setDetail("The body is larger than %d bytes; nothing was sent.".formatted(limit.toBytes()));
	}

}
