package dev.failoverlab.producer.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses bodies that are too large: by their announced length before a byte is read, and
 * those without one as soon as they are.
 */
@ControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

	private final DataSize limit;

	BodyLimit(WebSettings settings) {
		this.limit = settings.maxBody();
	}

	@Override
	public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
		return true;
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type type,
			Class<? extends HttpMessageConverter<?>> converter) throws IOException {
		if (message.getHeaders().getContentLength() > this.limit.toBytes()) {
			throw new BodyTooLargeException(this.limit);
		}
		return new LimitedMessage(message.getHeaders(), new LimitedStream(message.getBody(), this.limit));
	}

	private record LimitedMessage(HttpHeaders headers, InputStream body) implements HttpInputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

	}

	private static final class LimitedStream extends FilterInputStream {

		private final DataSize limit;

		private long left;

		LimitedStream(InputStream stream, DataSize limit) {
			super(stream);
			this.limit = limit;
			this.left = limit.toBytes();
		}

		@Override
		public int read() throws IOException {
			int read = super.read();
			count((read != -1) ? 1 : 0);
			return read;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int read = super.read(buffer, offset, length);
			count(read);
			return read;
		}

		private void count(int read) {
			this.left -= Math.max(0, read);
			if (this.left < 0) {
				throw new BodyTooLargeException(this.limit);
			}
		}

	}

}
