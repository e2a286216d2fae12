package dev.failoverlab.producer.batch;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.ObjectWriter;

/**
 * Joins a {@link BatchStream} to the request and the response that it belongs to, both at
 * once. The container's threads read, without blocking on the connection, so that reading
 * can end at any moment; one thread of our own writes, blocking, so that neither a slow
 * reader nor a full window ever needs the other direction's thread. Spring MVC has no
 * means for that: it reads a body with a blocking thread, and answers when it is read.
 */
final class BatchExchange implements ReadListener, BatchStream.ResultWriter, Runnable {

	private static final Logger logger = LoggerFactory.getLogger(BatchExchange.class);

	private static final int READ_SIZE = 8192;

	/** How long results may be written after a body that broke off. */
	private static final long LAST_RESULTS_SECONDS = 60;

	private final BatchStream stream;

	private final LineSplitter lines;

	private final ObjectWriter json;

	private final AsyncContext async;

	private final ServletInputStream in;

	private final ServletOutputStream out;

	private final byte[] buffer = new byte[READ_SIZE];

	private final Object writing = new Object();

	private final CountDownLatch written = new CountDownLatch(1);

	private final AtomicBoolean completed = new AtomicBoolean();

	BatchExchange(BatchStream stream, int maxLine, ObjectWriter json, AsyncContext async) throws IOException {
		this.stream = stream;
		this.lines = new LineSplitter(maxLine, stream);
		this.json = json;
		this.async = async;
		this.in = async.getRequest().getInputStream();
		this.out = async.getResponse().getOutputStream();
	}

	@Override
	public void onDataAvailable() throws IOException {
		try {
			feedWhatIsThere();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.stream.close();
		}
		catch (IOException ex) {
			bodyBrokeOff(ex);
		}
	}

	private void feedWhatIsThere() throws IOException, InterruptedException {
		while (isReading() && this.in.isReady()) {
			int length = this.in.read(this.buffer);
			if (length < 0) {
				return;
			}
			this.lines.feed(this.buffer, length);
		}
	}

	private boolean isReading() {
		return this.stream.isOpen() && !this.stream.isInputEnded();
	}

	@Override
	public void onAllDataRead() {
		try {
			this.lines.end();
			this.stream.endInput();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.stream.close();
		}
	}

	/**
	 * The caller has gone, or has only closed its half of the connection and still reads:
	 * it is given the results of the lines that it sent in full. The container closes the
	 * connection once this returns.
	 */
	private void bodyBrokeOff(IOException cause) throws IOException {
		logger.debug("A batch's body broke off", cause);
		this.stream.endInput();
		try {
			if (!this.written.await(LAST_RESULTS_SECONDS, TimeUnit.SECONDS)) {
				this.stream.close();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.stream.close();
		}
		throw cause;
	}

	@Override
	public void onError(Throwable cause) {
		logger.debug("A batch's connection failed", cause);
		this.stream.close();
		synchronized (this.writing) {
			// Once the container takes the response back, nobody may be writing to it.
			complete();
		}
	}

	/** Reads no more, so that the stream ends with the results of what was read. */
	void stopReading() {
		this.stream.endInput();
	}

	/** Writes results until there are no more. */
	@Override
	public void run() {
		try {
			this.stream.takeResults(this);
			end();
		}
		catch (IOException ex) {
			logger.debug("A batch's caller reads no more", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.stream.close();
			this.written.countDown();
			complete();
		}
	}

	private void end() throws IOException {
		synchronized (this.writing) {
			if (this.stream.isOpen()) {
				this.out.close();
			}
		}
	}

	@Override
	public void write(ResultLine result) throws IOException {
		byte[] line = this.json.writeValueAsBytes(result);
		synchronized (this.writing) {
			if (this.stream.isOpen()) {
				this.out.write(line);
				this.out.write('\n');
			}
		}
	}

	@Override
	public void flush() throws IOException {
		synchronized (this.writing) {
			if (this.stream.isOpen()) {
				this.out.flush();
			}
		}
	}

	private void complete() {
		if (this.completed.compareAndSet(false, true)) {
			try {
				this.async.complete();
			}
			catch (IllegalStateException ex) {
				logger.debug("The container had ended the exchange already", ex);
			}
		}
	}

}
