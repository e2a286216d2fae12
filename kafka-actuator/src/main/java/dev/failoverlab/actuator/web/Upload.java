package dev.failoverlab.actuator.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A body on its way in. The container calls it when there is something to read, never
 * twice at the same time; then the request is dispatched, with a body or a refusal.
 * <p>
 * Of a body that is refused nothing is kept, but it is read on, so that its sender gets
 * to read the answer and not a broken connection.
 */
final class Upload implements ReadListener, AsyncListener {

	private static final Log logger = LogFactory.getLog(Upload.class);

	/** What a connection keeps of a body in any case; less needs no room of its own. */
	private static final int BUFFER = 8192;

	private static final int MOST_READ_IN_VAIN = 20 << 20;

	private final AsyncContext async;

	private final ServletInputStream in;

	private final int limit;

	private final Semaphore memory;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	private int reserved;

	private long read;

	private boolean dispatched;

	private @Nullable Refusal refusal;

	Upload(AsyncContext async, int limit, Semaphore memory, @Nullable Refusal refusal) throws IOException {
		this.async = async;
		this.in = async.getRequest().getInputStream();
		this.limit = limit;
		this.memory = memory;
		this.refusal = refusal;
		if (refusal == null && async.getRequest().getContentLengthLong() > limit) {
			refuse(HttpStatus.CONTENT_TOO_LARGE, tooLarge());
		}
	}

	/** Why the body is refused, or null. */
	@Nullable Refusal refusal() {
		return this.refusal;
	}

	byte[] body() {
		return this.body.toByteArray();
	}

	@Override
	public void onDataAvailable() throws IOException {
		byte[] buffer = new byte[BUFFER];
		while (!this.dispatched && this.in.isReady()) {
			int length = this.in.read(buffer);
			if (length < 0) {
				return;
			}
			take(buffer, length);
		}
		reserve(BUFFER + this.body.size());
	}

	private void take(byte[] buffer, int length) {
		this.read += length;
		if (this.refusal == null && this.read > this.limit) {
			refuse(HttpStatus.CONTENT_TOO_LARGE, tooLarge());
		}
		if (this.refusal == null) {
			this.body.write(buffer, 0, length);
			reserve((this.body.size() > BUFFER) ? this.body.size() : 0);
		}
		else if (this.read > MOST_READ_IN_VAIN) {
			// Of the statuses after which Tomcat closes the connection without reading
			// on.
			refuse(HttpStatus.CONTENT_TOO_LARGE, tooLarge());
			dispatch();
		}
	}

	private void reserve(int bytes) {
		int more = bytes - this.reserved;
		if (this.refusal != null || this.dispatched || more <= 0) {
			return;
		}
		if (this.memory.tryAcquire(more)) {
			this.reserved = bytes;
		}
		else {
			refuse(HttpStatus.SERVICE_UNAVAILABLE,
					"Nothing was done: too many bodies are on their way. Try again later.");
			dispatch();
		}
	}

	private void refuse(HttpStatus status, String detail) {
		this.refusal = new Refusal(status, detail);
		this.body.reset();
	}

	private String tooLarge() {
		return "The body is larger than %d bytes; nothing was done.".formatted(this.limit);
	}

	@Override
	public void onAllDataRead() {
		dispatch();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		refuse(HttpStatus.REQUEST_TIMEOUT, "The body did not come in time; nothing was done.");
		dispatch();
	}

	@Override
	public void onError(Throwable error) {
		end();
		// Whatever follows cannot be told from a next request: the container closes the
		// connection once this returns.
		try {
			HttpServletResponse response = (HttpServletResponse) this.async.getResponse();
			new Refusal(HttpStatus.BAD_REQUEST, "The body is not well-formed, or broke off; nothing was done.")
				.write(response);
			response.flushBuffer();
		}
		catch (IOException ex) {
			logger.debug("A caller went away before it could be answered", ex);
		}
	}

	@Override
	public void onError(AsyncEvent event) {
		end();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	private void dispatch() {
		if (!this.dispatched) {
			this.dispatched = true;
			end();
			this.async.dispatch();
		}
	}

	private void end() {
		this.memory.release(this.reserved);
		this.reserved = 0;
	}

}
