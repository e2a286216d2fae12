package dev.failoverlab.actuator.web;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Reads the body of every request before the request is handled, and holds no thread for
 * it: however slowly bodies come, others are served. Spring MVC reads a body with the
 * thread of its request, for as long as it takes, and Tomcat does the same with what a
 * handler left unread.
 * <p>
 * The request comes here twice: when its head is there, and, dispatched anew, when its
 * body is. So other filters must be mapped to {@code ASYNC} too, as every
 * {@code OncePerRequestFilter} is. They see an ordinary request.
 */
final class BodyFilter implements Filter {

	private final WebGuardProperties settings;

	private final Semaphore memory;

	BodyFilter(WebGuardProperties settings) {
		this.settings = settings;
		this.memory = new Semaphore(Math.toIntExact(settings.uploadMemory().toBytes()), true);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		Upload upload = (Upload) request.getAttribute(Upload.class.getName());
		if (upload != null) {
			request.removeAttribute(Upload.class.getName());
			HttpServletResponse answer = (HttpServletResponse) response;
			handle(upload, http, isStream(http) ? new StreamResponse(answer) : answer, chain);
		}
		else if (request.getDispatcherType() == DispatcherType.REQUEST && hasBody(http)) {
			receive(http);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private static boolean hasBody(HttpServletRequest request) {
		return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	private void receive(HttpServletRequest request) throws IOException {
		AsyncContext async = request.startAsync();
		Upload upload = new Upload(async, Math.toIntExact(this.settings.maxBody().toBytes()), this.memory,
				refusal(request));
		request.setAttribute(Upload.class.getName(), upload);
		if (isStream(request)) {
			async.dispatch();
		}
		else {
			async.setTimeout(this.settings.bodyTimeout().toMillis());
			async.addListener(upload);
			request.getInputStream().setReadListener(upload);
		}
	}

	private void handle(Upload upload, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Refusal refusal = upload.refusal();
		if (refusal != null) {
			refusal.write(response);
			return;
		}
		ReceivedRequest received = new ReceivedRequest(request, isStream(request) ? null : upload.body());
		try {
			chain.doFilter(received, response);
		}
		finally {
			received.handled();
		}
	}

	private boolean isStream(HttpServletRequest request) {
		return this.settings.streams().contains(request.getRequestURI());
	}

	private static @Nullable Refusal refusal(HttpServletRequest request) {
		String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		if (coding != null && !coding.equalsIgnoreCase("identity")) {
			return unsupported("Bodies are not decompressed: send it without a Content-Encoding.");
		}
		return isUtf8(request.getCharacterEncoding()) ? null : unsupported("Texts are read as UTF-8 alone.");
	}

	private static Refusal unsupported(String detail) {
		return new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail);
	}

	private static boolean isUtf8(@Nullable String charset) {
		try {
			return charset == null || Charset.forName(charset).equals(StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
