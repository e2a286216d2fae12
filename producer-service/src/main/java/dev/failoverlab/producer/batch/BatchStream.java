package dev.failoverlab.producer.batch;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import dev.failoverlab.producer.email.Email;
import dev.failoverlab.producer.email.EmailFormat;
import dev.failoverlab.producer.email.EmailSender;
import dev.failoverlab.producer.email.InvalidEmailException;
import dev.failoverlab.producer.send.InFlightBudget;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The lines of one batch on their way to Kafka, and their results on the way back. One
 * thread feeds lines in and one takes results out; the window between them is bounded, so
 * that outstanding sends, and results that nobody reads, stop the feeding thread, and
 * never a thread of the producer.
 */
final class BatchStream implements LineSplitter.Lines {

	private final EmailFormat format;

	private final EmailSender sender;

	private final InFlightBudget window;

	private final DataSize maxLine;

	private final boolean ordered;

	/** In order of completion, or of lines if it is to be ordered. */
	private final BlockingQueue<Entry> results = new LinkedBlockingQueue<>();

	private volatile boolean inputEnded;

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	BatchStream(EmailFormat format, EmailSender sender, InFlightBudget window, DataSize maxLine, boolean ordered) {
		this.format = format;
		this.sender = sender;
		this.window = window;
		this.maxLine = maxLine;
		this.ordered = ordered;
	}

	/** Takes a line; waits for as long as the window is full. */
	@Override
	public void line(long number, byte @Nullable [] line) throws InterruptedException {
		long size = (line != null) ? EmailSender.sizeInFlight(line.length) : 0;
		this.window.acquire(size);
		if (!isOpen()) {
			return;
		}
		CompletableFuture<ResultLine> result = (line != null) ? send(number, line)
				: CompletableFuture.completedFuture(ResultLine.tooLong(number, this.maxLine));
		Entry entry = new Entry(result, size);
		if (this.ordered) {
			this.results.add(entry);
		}
		else {
			CompletableFuture<ResultLine> unused = result.whenComplete((done, error) -> this.results.add(entry));
		}
	}

	private CompletableFuture<ResultLine> send(long number, byte[] line) {
		try {
			Email email = this.format.read(line);
			return this.sender.send(email).thenApply((outcome) -> ResultLine.of(number, email, outcome));
		}
		catch (InvalidEmailException ex) {
			return CompletableFuture.completedFuture(ResultLine.invalid(number, ex));
		}
	}

	/** Says that no more lines follow. */
	void endInput() {
		this.inputEnded = true;
		this.results.add(Entry.WAKE_UP);
	}

	/** Drops what is still to come; both threads stop waiting and return. */
	void close() {
		this.closed.complete(null);
		this.results.add(Entry.WAKE_UP);
		this.window.removeLimits();
	}

	boolean isOpen() {
		return !this.closed.isDone();
	}

	boolean isInputEnded() {
		return this.inputEnded;
	}

	/**
	 * Hands out results until all lines have theirs and the input has ended, or the
	 * stream is closed.
	 */
	void takeResults(ResultWriter writer) throws IOException, InterruptedException {
		while (isOpen() && !(this.inputEnded && this.window.records() == 0)) {
			Entry entry = this.results.poll();
			if (entry == null) {
				writer.flush();
				entry = this.results.take();
			}
			take(entry, writer);
		}
	}

	private void take(Entry entry, ResultWriter writer) throws IOException {
		CompletableFuture<ResultLine> result = entry.result();
		if (result != null && !result.isDone()) {
			writer.flush();
			CompletableFuture.anyOf(result, this.closed).join();
		}
		if (result != null && isOpen()) {
			writer.write(result.join());
			this.window.release(entry.size());
		}
	}

	/** A line's result, done or not; the one without a result only wakes the taker. */
	private record Entry(@Nullable CompletableFuture<ResultLine> result, long size) {

		static final Entry WAKE_UP = new Entry(null, 0);

	}

	/** Where results go. */
	interface ResultWriter {

		void write(ResultLine result) throws IOException;

		/** Called before a wait, so that nothing that is done lingers in a buffer. */
		void flush() throws IOException;

	}

}
