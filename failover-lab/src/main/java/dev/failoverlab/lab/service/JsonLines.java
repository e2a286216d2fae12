package dev.failoverlab.lab.service;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.function.Consumer;

import org.apache.hc.client5.http.async.methods.AbstractCharResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON answer line by line as it arrives. Text after the last line break was cut
 * off and is ignored. The text of an answer with a status other than 200 is the reason
 * for it.
 */
final class JsonLines<T> extends AbstractCharResponseConsumer<String> {

	/** The result of a complete answer. */
	static final String COMPLETE = "the answer ended";

	private static final int LONGEST_LINE = 1 << 20;

	private static final JsonMapper JSON = new JsonMapper();

	private final Class<T> type;

	private final Consumer<T> listener;

	private final Consumer<String> unreadable;

	private final StringBuilder line = new StringBuilder();

	private int status;

	/**
	 * Creates a reader of lines.
	 * @param type the type of a line
	 * @param listener called with each line
	 * @param unreadable called with the text of a line that cannot be read
	 */
	JsonLines(Class<T> type, Consumer<T> listener, Consumer<String> unreadable) {
		this.type = type;
		this.listener = listener;
		this.unreadable = unreadable;
	}

	@Override
	protected void start(HttpResponse response, @Nullable ContentType contentType) throws HttpException {
		this.status = response.getCode();
	}

	@Override
	protected int capacityIncrement() {
		return Integer.MAX_VALUE;
	}

	@Override
	protected void data(CharBuffer source, boolean endOfStream) throws IOException {
		while (source.hasRemaining()) {
			char next = source.get();
			if (next == '\n' && this.status == HttpStatus.SC_OK) {
				hand();
			}
			else if (this.line.length() < LONGEST_LINE) {
				this.line.append(next);
			}
		}
	}

	private void hand() {
		String text = this.line.toString().strip();
		this.line.setLength(0);
		if (text.isEmpty()) {
			return;
		}
		try {
			this.listener.accept(JSON.readValue(text, this.type));
		}
		catch (JacksonException ex) {
			this.unreadable.accept(text);
		}
	}

	/** Why there are no more lines. */
	@Override
	protected String buildResult() {
		return (this.status == HttpStatus.SC_OK) ? COMPLETE : "answered " + this.status + ": " + this.line;
	}

	@Override
	public void informationResponse(HttpResponse response, HttpContext context) {
	}

	@Override
	public void failed(Exception cause) {
	}

	@Override
	public void releaseResources() {
	}

}
