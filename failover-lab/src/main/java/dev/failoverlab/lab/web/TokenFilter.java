package dev.failoverlab.lab.web;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests without the token, except those that only read what does no harm.
 */
class TokenFilter extends OncePerRequestFilter {

	private static final Pattern FREE_TO_READ = Pattern
		.compile("/|/events|/history|/report|/actuator(/(health|topics|quorum)(/.*)?)?");

	private final Access access;

	private final ProblemWriter problems;

	/** Where the token is. */
	private final String hint;

	TokenFilter(Access access, ProblemWriter problems, String hint) {
		this.access = access;
		this.problems = problems;
		this.hint = hint;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return Access.READING.contains(request.getMethod()) && isFree(request.getRequestURI())
				&& isFree(request.getServletPath());
	}

	/**
	 * Asked of the path as sent, by which Spring routes, and as the container reads it.
	 */
	private static boolean isFree(String path) {
		return FREE_TO_READ.matcher(path).matches();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.access.isGranted(request)) {
			chain.doFilter(request, response);
			return;
		}
		boolean shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"failover lab\"");
		this.problems.write(response, Problem.UNAUTHORIZED,
				(shown ? "This is not the lab's token. " : "This needs the lab's token. ") + this.hint);
	}

}
