package dev.failoverlab.actuator.web;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has been read, or is its handler's to read. To filters and
 * handlers it looks as it did when it came, not like a request that is dispatched.
 */
final class ReceivedRequest extends HttpServletRequestWrapper {

	private final byte @Nullable [] body;

	private boolean handled;

	ReceivedRequest(HttpServletRequest request, byte @Nullable [] body) {
		super(request);
		this.body = body;
	}

	/** From here on dispatches are the handler's own. */
	void handled() {
		this.handled = true;
	}

	@Override
	public DispatcherType getDispatcherType() {
		return this.handled ? super.getDispatcherType() : DispatcherType.REQUEST;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		return (this.body != null) ? new BodyStream(new ByteArrayInputStream(this.body)) : super.getInputStream();
	}

	@Override
	public BufferedReader getReader() throws IOException {
		return (this.body != null) ? new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8))
				: super.getReader();
	}

	private static final class BodyStream extends ServletInputStream {

		private final ByteArrayInputStream bytes;

		BodyStream(ByteArrayInputStream bytes) {
			this.bytes = bytes;
		}

		@Override
		public int read() {
			return this.bytes.read();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			return this.bytes.read(buffer, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.bytes.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new IllegalStateException("The body has been read already");
		}

	}

}
