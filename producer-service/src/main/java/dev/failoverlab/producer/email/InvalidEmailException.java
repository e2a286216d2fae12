package dev.failoverlab.producer.email;

import java.util.List;

/** Something that is not an email; nothing was sent. */
public class InvalidEmailException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<FieldProblem> problems;

	InvalidEmailException(String detail, List<FieldProblem> problems) {
		super(detail);
		this.problems = List.copyOf(problems);
	}

	/**
	 * The fields that are wrong.
	 * @return in no particular order; empty when the text is not JSON at all
	 */
	public List<FieldProblem> problems() {
		return this.problems;
	}

}
