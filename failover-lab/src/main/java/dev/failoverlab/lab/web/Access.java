package dev.failoverlab.lab.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Who has power over the nodes: a request with the token, in its {@code Authorization}
 * header or in the page's cookie.
 *
 * @param token the token of this lab
 */
record Access(Token token) {

	private static final String SCHEME = "Bearer ";

	/** The methods that only read. */
	static final Set<String> READING = Set.of("GET", "HEAD");

	/**
	 * Whether a request shows the token. A cookie is sent by the browser, whoever asked
	 * for the request: to change something with it, the request must also name its
	 * origin, which {@code OwnHostFilter} compares with the host.
	 */
	boolean isGranted(HttpServletRequest request) {
		boolean harmless = READING.contains(request.getMethod()) || request.getHeader(HttpHeaders.ORIGIN) != null;
		return inHeader(request).or(() -> inCookie(request).filter((shown) -> harmless))
			.filter(this.token::isValueOf)
			.isPresent();
	}

	/**
	 * The cookie for the page. Cookies do not know ports, so its name does: another lab
	 * on this machine has another one.
	 */
	ResponseCookie cookie(HttpServletRequest request) {
		return ResponseCookie.from(name(request), this.token.value())
			.httpOnly(true)
			.sameSite("Strict")
			.path("/")
			.build();
	}

	private static Optional<String> inHeader(HttpServletRequest request) {
		return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
			.filter((header) -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
			.map((header) -> header.substring(SCHEME.length()).trim());
	}

	private static Optional<String> inCookie(HttpServletRequest request) {
		return Optional.ofNullable(request.getCookies())
			.map(Arrays::stream)
			.orElseGet(Stream::empty)
			.filter((cookie) -> cookie.getName().equals(name(request)))
			.map(Cookie::getValue)
			.findFirst();
	}

	private static String name(HttpServletRequest request) {
		return "lab-" + request.getServerPort();
	}

}
