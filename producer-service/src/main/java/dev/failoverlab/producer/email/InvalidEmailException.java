package dev.failoverlab.producer.email;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Something that is not an email: 400, and nothing was sent. */
public class InvalidEmailException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private final transient List<FieldProblem> problems;

	InvalidEmailException(String detail, List<FieldProblem> problems) {
		super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail), null);
		this.problems = List.copyOf(problems);
		getBody().setProperty("outcome", "rejected");
		getBody().setProperty("errors", this.problems);
	}

	/**
	 * What is wrong.
	 * @return a sentence
	 */
	public String detail() {
		return String.valueOf(getBody().getDetail());
	}

	/**
	 * The fields that are wrong.
	 * @return sorted by name; empty when the text is not JSON at all
	 */
	public List<FieldProblem> problems() {
		return this.problems;
	}

}
