package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Counts the acknowledged records of an answer: each has an offset, a number. So it is
 * with the producer service, one record or many, and with other bridges; their failed
 * records have none, or null.
 */
final class OffsetCounter extends AbstractBinResponseConsumer<Long> {

	private static final byte[] MARK = Emails.bytes("\"offset\":");

	private int matched;

	private long count;

	@Override
	protected void start(HttpResponse response, @Nullable ContentType type) {
	}

	@Override
	protected int capacityIncrement() {
		return Integer.MAX_VALUE;
	}

	@Override
	protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
		while (source.hasRemaining()) {
			take(source.get());
		}
	}

	private void take(byte next) {
		if (this.matched == MARK.length) {
			this.count += Character.isDigit(next) ? 1 : 0;
			this.matched = 0;
		}
		this.matched = (next == MARK[this.matched]) ? this.matched + 1 : (next == MARK[0]) ? 1 : 0;
	}

	@Override
	protected Long buildResult() {
		return this.count;
	}

	@Override
	public void releaseResources() {
	}

}
