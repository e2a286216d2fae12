package dev.failoverlab.lab.web;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** All that the lab can refuse over HTTP, each with its status. */
enum Problem {

	/** The token is missing or wrong. */
	UNAUTHORIZED(HttpStatus.UNAUTHORIZED),

	/** The action is missing or is none of those that exist. */
	UNKNOWN_ACTION(HttpStatus.BAD_REQUEST),

	/** The action needs what the nodes of this cluster cannot do. */
	IMPOSSIBLE_HERE(HttpStatus.BAD_REQUEST),

	/** The values do not suit the action. */
	BAD_VALUES(HttpStatus.BAD_REQUEST),

	/** There is no such run, scenario or claim. */
	NOT_FOUND(HttpStatus.NOT_FOUND),

	/** Something else is going on that has to end first. */
	BUSY(HttpStatus.CONFLICT),

	/** The body is not the JSON object that was asked for. */
	NOT_JSON(HttpStatus.BAD_REQUEST),

	/** No more pages can be served at the same time. */
	TOO_MANY_CLIENTS(HttpStatus.TOO_MANY_REQUESTS),

	/** The body is of another media type than JSON. */
	OTHER_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),

	/** The target is neither a node nor a role. */
	UNKNOWN_TARGET(HttpStatus.NOT_FOUND),

	/** No node has the role that was named at the moment. */
	NO_SUCH_ROLE(HttpStatus.CONFLICT),

	/** The node did not do what it was asked to. */
	NODE_FAILED(HttpStatus.INTERNAL_SERVER_ERROR);

	private final HttpStatus status;

	Problem(HttpStatus status) {
		this.status = status;
	}

	ProblemDetail detail(String detail) {
		return ProblemDetail.forStatusAndDetail(this.status, detail);
	}

	WebEndpointResponse<Object> response(String detail) {
		return new WebEndpointResponse<>(detail(detail), this.status.value(), MediaType.APPLICATION_PROBLEM_JSON);
	}

}
