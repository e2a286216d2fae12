package dev.failoverlab.lab.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes no body that is longer than any request to the lab has to be. */
class SmallBodyFilter extends OncePerRequestFilter {

	private static final int MOST_BYTES = 64 * 1024;

	private final ProblemWriter problems;

	SmallBodyFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > MOST_BYTES) {
			this.problems.write(response, Problem.TOO_LARGE,
					"The body has " + request.getContentLengthLong() + " bytes; at most " + MOST_BYTES + " are read.");
		}
		else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
			this.problems.write(response, Problem.LENGTH_REQUIRED,
					"Send the body with a Content-Length; a body of unknown length is not read.");
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
