package dev.failoverlab.lab.web;

import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refuses one more stream, of whichever controller, when all threads serve one. */
@RestControllerAdvice
@Order(0)
class TooManyClientsAdvice {

	@ExceptionHandler
	ProblemDetail tooManyClients(TaskRejectedException ex) {
		return Problem.TOO_MANY_CLIENTS
			.detail("As many pages as possible are being served. Close one, or try again later.");
	}

}
