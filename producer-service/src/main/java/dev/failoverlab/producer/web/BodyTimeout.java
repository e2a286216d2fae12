package dev.failoverlab.producer.web;

import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.stereotype.Component;

/**
 * Bounds how long a request's thread waits for a body that has stopped coming. Tomcat
 * applies its {@code connectionUploadTimeout} while a request has a thread, and its
 * {@code connectionTimeout} again once the request has become asynchronous
 * ({@code Http11Processor.service}): so that a thread is never held for long, while a
 * stream, which holds none, may pause for as long as {@code connectionTimeout} says.
 */
@Component
class BodyTimeout implements TomcatProtocolHandlerCustomizer<ProtocolHandler> {

	private final WebSettings settings;

	BodyTimeout(WebSettings settings) {
		this.settings = settings;
	}

	@Override
	public void customize(ProtocolHandler handler) {
		if (handler instanceof AbstractHttp11Protocol<?> http) {
			http.setDisableUploadTimeout(false);
			http.setConnectionUploadTimeout(Math.toIntExact(this.settings.bodyTimeout().toMillis()));
		}
	}

}
