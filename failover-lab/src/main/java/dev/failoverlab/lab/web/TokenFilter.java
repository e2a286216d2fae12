package dev.failoverlab.lab.web;

import java.io.IOException;
import java.util.Set;
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

	private static final String SCHEME = "Bearer ";

	private static final Pattern FREE_TO_READ = Pattern.compile("/|/actuator(/(health|topics|quorum)(/.*)?)?");

	private static final Set<String> READING = Set.of("GET", "HEAD");

	private final Token token;

	private final ProblemWriter problems;

	TokenFilter(Token token, ProblemWriter problems) {
		this.token = token;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return READING.contains(request.getMethod()) && FREE_TO_READ.matcher(request.getServletPath()).matches();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (shown != null && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& this.token.isValueOf(shown.substring(SCHEME.length()).trim())) {
			chain.doFilter(request, response);
			return;
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"failover lab\"");
		this.problems.write(response, Problem.UNAUTHORIZED, ((shown != null) ? "This is not the lab's token."
				: "This needs the lab's token.")
				+ " `./lab up` prints it and keeps it in .lab/up.json; send it as \"Authorization: Bearer TOKEN\".");
	}

}
