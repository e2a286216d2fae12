package dev.failoverlab.lab.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Says what a request should have looked like, as problem details. */
@ControllerAdvice
class BadBodyAdvice extends ResponseEntityExceptionHandler {

	private static final String EXAMPLE = "Send {\"action\": \"kill\"} or another action (" + NodeAction.words()
			+ ") with Content-Type: application/json.";

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return handleExceptionInternal(ex,
				Problem.NOT_JSON.detail("The body is not a JSON object of texts. " + EXAMPLE), headers, status,
				request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(HttpMediaTypeNotSupportedException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return handleExceptionInternal(ex,
				Problem.OTHER_MEDIA_TYPE.detail("A body of type " + ex.getContentType() + " is not read. " + EXAMPLE),
				headers, status, request);
	}

}
