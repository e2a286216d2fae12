package dev.failoverlab.producer.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns whatever goes wrong into a problem detail; what nobody foresaw tells no secrets.
 */
@RestControllerAdvice
@EnableConfigurationProperties(WebSettings.class)
class ErrorAnswers extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

	@ExceptionHandler
	ProblemDetail unforeseen(Exception ex) {
		log.error("A request failed", ex);
		return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
	}

}
