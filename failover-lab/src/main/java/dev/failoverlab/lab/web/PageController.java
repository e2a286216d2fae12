package dev.failoverlab.lab.web;

import java.net.URI;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page, and the link that opens it with power over the nodes. */
@RestController
class PageController {

	private final PageView view;

	private final Optional<Access> access;

	PageController(PageView view, Optional<Access> access) {
		this.view = view;
		this.access = access;
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> page(HttpServletRequest request) {
		boolean power = this.access.filter((access) -> access.isGranted(request)).isPresent();
		return secured(ResponseEntity.ok()).body(this.view.html(power, this.access.isPresent()));
	}

	/**
	 * Opens the page by its link. The token becomes a cookie at once, so that it stays
	 * out of the browser's history and of what is copied from its address bar.
	 */
	@GetMapping(path = "/", params = "token")
	ResponseEntity<?> link(@RequestParam String token, HttpServletRequest request) {
		Optional<Access> known = this.access.filter((access) -> access.token().isValueOf(token));
		if (this.access.isPresent() && known.isEmpty()) {
			return ResponseEntity
				.of(Problem.UNAUTHORIZED
					.detail("This link is of another lab, or of an earlier one. Open the link that this lab printed."))
				.build();
		}
		ResponseEntity.BodyBuilder home = ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/"));
		known.ifPresent((access) -> home.header(HttpHeaders.SET_COOKIE, access.cookie(request).toString()));
		return secured(home).build();
	}

	/** What a policy in the page itself cannot say. */
	static ResponseEntity.BodyBuilder secured(ResponseEntity.BodyBuilder answer) {
		return answer.cacheControl(CacheControl.noStore())
			.header("Content-Security-Policy", "frame-ancestors 'none'")
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer");
	}

}
