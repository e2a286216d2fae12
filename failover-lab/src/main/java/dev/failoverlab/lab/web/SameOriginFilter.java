package dev.failoverlab.lab.web;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a browser sends on behalf of another site: a page of another origin, and a
 * foreign name that was made to point at this machine (DNS rebinding). Everything on a
 * machine can reach the loopback interface, every page that is open in its browser
 * included.
 */
class SameOriginFilter extends OncePerRequestFilter {

	private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

	private static final int DEFAULT_PORT = 80;

	private static final Set<String> OWN_FETCHES = Set.of("same-origin", "none");

	private final ProblemWriter problems;

	SameOriginFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String refusal = refusal(request);
		if (refusal != null) {
			this.problems.write(response, Problem.FOREIGN, refusal);
			return;
		}
		chain.doFilter(request, response);
	}

	private static @Nullable String refusal(HttpServletRequest request) {
		String host = request.getHeader(HttpHeaders.HOST);
		if (!isLoopback("http://" + host, request.getLocalPort())) {
			return "The lab answers to localhost and 127.0.0.1 with its own port alone, not to the host \"" + host
					+ "\".";
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		String site = request.getHeader("Sec-Fetch-Site");
		if (origin != null && !origin.equals("http://" + host)) {
			return "A page of another origin (" + origin + ") may not use the lab.";
		}
		return (site != null && !OWN_FETCHES.contains(site)) ? "A page of another site may not use the lab." : null;
	}

	private static boolean isLoopback(String address, int port) {
		try {
			URI uri = URI.create(address);
			int asked = (uri.getPort() != -1) ? uri.getPort() : DEFAULT_PORT;
			return uri.getHost() != null && LOOPBACK.contains(uri.getHost()) && asked == port
					&& uri.getUserInfo() == null && uri.getRawPath().isEmpty();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
