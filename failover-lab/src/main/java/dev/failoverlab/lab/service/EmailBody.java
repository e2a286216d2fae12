package dev.failoverlab.lab.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that is still being written while its answer is read: lines can
 * be added at any time, and wait here while the connection accepts no more. Its length is
 * not limited by the connection's speed, because an open loop must not wait; it ends with
 * the run.
 */
final class EmailBody extends AsyncEntityProducerWrapper {

	private final Queue<ByteBuffer> lines = new ConcurrentLinkedQueue<>();

	private volatile @Nullable DataStreamChannel channel;

	private volatile boolean finished;

	EmailBody() {
		// Like an empty body, except for the content.
		super(new BasicAsyncEntityProducer(new byte[0], ContentType.create("application/x-ndjson"), true));
	}

	void add(byte[] line) {
		this.lines.add(ByteBuffer.wrap(line));
		wake();
	}

	void finish() {
		this.finished = true;
		wake();
	}

	private void wake() {
		DataStreamChannel open = this.channel;
		if (open != null) {
			open.requestOutput();
		}
	}

	@Override
	public int available() {
		return (this.finished || !this.lines.isEmpty()) ? 1 : 0;
	}

	@Override
	public void produce(DataStreamChannel open) throws IOException {
		this.channel = open;
		boolean last = this.finished;
		ByteBuffer line = this.lines.peek();
		while (line != null) {
			open.write(line);
			if (line.hasRemaining()) {
				return;
			}
			this.lines.remove();
			line = this.lines.peek();
		}
		if (last) {
			open.endStream();
		}
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public void failed(Exception cause) {
		releaseResources();
	}

	@Override
	public void releaseResources() {
		this.channel = null;
		this.lines.clear();
	}

}
