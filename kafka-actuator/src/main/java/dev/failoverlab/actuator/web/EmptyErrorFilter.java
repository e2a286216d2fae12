package dev.failoverlab.actuator.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives errors without a body one: some endpoints of the actuator say 404 and no more.
 */
final class EmptyErrorFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		boolean ended = !request.isAsyncStarted() && !response.isCommitted();
		if (ended && response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST && response.getContentType() == null) {
			response.sendError(response.getStatus());
		}
	}

}
