package dev.failoverlab.actuator.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a browser sends on behalf of another site. Every page that is open in a
 * browser can send to the loopback interface and into the network around it, by two ways:
 * <ul>
 * <li>a name of its own that now points here (DNS rebinding): known by its
 * {@code Host};</li>
 * <li>a request to another origin: known by its {@code Origin}, and where there is none
 * by {@code Sec-Fetch-Site}. That a person follows a link from another site is fine.</li>
 * </ul>
 * The port plays no part in the first: it may be published as another one.
 */
final class OwnHostFilter extends OncePerRequestFilter {

	private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

	private static final Pattern PORT = Pattern.compile(":\\d*$");

	private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

	private final Set<String> hosts;

	OwnHostFilter(Set<String> hosts) {
		this.hosts = hosts;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String host = request.getHeader(HttpHeaders.HOST);
		if (host != null && !isOwn(PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst(""))) {
			refuse(response, "The service is not known by the name in the Host header (see kafka-actuator.web.hosts).");
		}
		else if (isFromAnotherSite(request, host)) {
			refuse(response, "Pages of other sites may not use this service.");
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private boolean isOwn(String name) {
		return name.equals("localhost") || name.endsWith(".localhost") || this.hosts.contains(name)
				|| IP_ADDRESS.matcher(name).matches();
	}

	private static boolean isFromAnotherSite(HttpServletRequest request, @Nullable String host) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin != null) {
			return !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
		}
		String site = request.getHeader("Sec-Fetch-Site");
		return site != null && !OWN_PAGES.contains(site) && !isFollowedLink(request);
	}

	private static boolean isFollowedLink(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
	}

	private static void refuse(HttpServletResponse response, String detail) throws IOException {
		new Refusal(HttpStatus.FORBIDDEN, detail).write(response);
	}

}
