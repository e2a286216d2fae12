package dev.failoverlab.actuator.web;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers with problem details what goes wrong in Spring MVC. What the application says
 * itself is kept. Spring's own sentences are not: they name its classes and repeat the
 * request, at any length.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler implements ResponseBodyAdvice<Object> {

	private static final Log log = LogFactory.getLog(ProblemAdvice.class);

	@ExceptionHandler
	ProblemDetail unexpected(Exception error) {
		log.error("A request failed", error);
		return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception error, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		boolean own = error instanceof ErrorResponseException
				|| error instanceof MissingServletRequestParameterException;
		return super.handleExceptionInternal(error, own ? body : problem(error, status), headers, status, request);
	}

	private static ProblemDetail problem(Exception error, HttpStatusCode status) {
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setDetail(switch (status.value()) {
			case 400 -> (error instanceof TypeMismatchException mismatch) ? wrongType(mismatch) : null;
			case 404 -> "There is nothing at this path.";
			case 405 -> "This path does not take this method. The Allow header names those that it takes.";
			case 406 -> "There is no answer of a type that the request accepts.";
			case 415 -> "A body of this type is not read. The Accept header names those that are.";
			default -> null;
		});
		return problem;
	}

	private static String wrongType(TypeMismatchException error) {
		String name = (error instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: error.getPropertyName();
		return "The value of '" + name + "' is not of the type that it must have.";
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	/** Spring adds the path of the request, however long it is. */
	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType type,
			Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (body instanceof ProblemDetail problem) {
			problem.setInstance(null);
		}
		return body;
	}

}
