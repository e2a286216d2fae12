package dev.failoverlab.lab.web;

import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says what a request should have looked like, as problem details. */
@RestControllerAdvice
@Order(0)
class BadBodyAdvice {

	private static final String EXAMPLE = "Send {\"action\": \"kill\"} or another action (" + NodeAction.words()
			+ ") with Content-Type: application/json.";

	@ExceptionHandler
	ProblemDetail notReadable(HttpMessageNotReadableException error) {
		return Problem.NOT_JSON.detail("The body is not a JSON object of texts. " + EXAMPLE);
	}

	@ExceptionHandler
	ProblemDetail otherMediaType(HttpMediaTypeNotSupportedException error) {
		return Problem.OTHER_MEDIA_TYPE.detail("A body of this type is not read. " + EXAMPLE);
	}

}
