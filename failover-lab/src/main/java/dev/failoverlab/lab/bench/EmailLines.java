package dev.failoverlab.lab.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;

/** A body that repeats the lines of a batch until its time is over. */
final class EmailLines extends AsyncEntityProducerWrapper {

	private final Requests batch;

	private final byte[] block;

	private final Duration time;

	/** From the first line on, since a connection takes its time. */
	private long end;

	private ByteBuffer left;

	private final AtomicLong blocks = new AtomicLong(1);

	EmailLines(Requests batch, Duration time) {
		super(new BasicAsyncEntityProducer(new byte[0], batch.type(), true));
		this.batch = batch;
		byte[] lines = batch.bodies().get(0);
		this.block = Arrays.copyOf(lines, lines.length + 1);
		this.block[lines.length] = '\n';
		this.time = time;
		this.left = ByteBuffer.wrap(this.block);
	}

	AsyncRequestProducer request() {
		return new BasicRequestProducer(Method.POST, this.batch.uri(), this);
	}

	/** How many lines were sent. */
	long count() {
		return this.blocks.get() * this.batch.records();
	}

	@Override
	public int available() {
		return 1;
	}

	@Override
	public void produce(DataStreamChannel channel) throws IOException {
		if (this.end == 0) {
			this.end = System.nanoTime() + this.time.toNanos();
		}
		int written = channel.write(this.left);
		while (written > 0 && !this.left.hasRemaining() && System.nanoTime() - this.end < 0) {
			this.left = ByteBuffer.wrap(this.block);
			this.blocks.incrementAndGet();
			written = channel.write(this.left);
		}
		if (!this.left.hasRemaining()) {
			channel.endStream();
		}
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public void failed(Exception cause) {
	}

	@Override
	public void releaseResources() {
	}

}
