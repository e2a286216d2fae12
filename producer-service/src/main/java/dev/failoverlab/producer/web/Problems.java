package dev.failoverlab.producer.web;

import dev.failoverlab.producer.send.SendOutcome;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/** Answers that are RFC 9457 problem details. */
public final class Problems {

	/** An outage is over in some ten seconds, an overload earlier. */
	private static final String RETRY_AFTER_SECONDS = "5";

	private Problems() {
	}

	/**
	 * The answer to a send that was not acknowledged.
	 * @param id the email's id
	 * @param outcome what became of it
	 * @return a problem detail with the outcome in its word, and when to try again
	 */
	public static ResponseEntity<ProblemDetail> answer(String id, SendOutcome outcome) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(outcome.status()),
				outcome.detail());
		problem.setProperty("outcome", outcome.word());
		problem.setProperty("id", id);
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(outcome.status())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (mayHelpToRetry(outcome.status())) {
			answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		}
		return answer.body(problem);
	}

	/**
	 * The refusal of a request that would be one too many.
	 * @param detail a sentence for people
	 * @return an error to throw: 429, with when to try again
	 */
	public static ErrorResponseException tooMany(String detail) {
		ErrorResponseException error = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
		error.setDetail(detail);
		error.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		return error;
	}

	private static boolean mayHelpToRetry(int status) {
		return status == HttpStatus.SERVICE_UNAVAILABLE.value() || status == HttpStatus.TOO_MANY_REQUESTS.value();
	}

}
