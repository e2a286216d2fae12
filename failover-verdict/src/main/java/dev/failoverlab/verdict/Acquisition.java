package dev.failoverlab.verdict;

import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * One time that a member of a share group was handed a record, what it answered, and how
 * Kafka took that answer.
 */
final class Acquisition {

	private static final long MILLISECOND = 1_000_000;

	final Email email;

	final Event.Acquired record;

	final Reading reading;

	private final @Nullable Long lock;

	private final long buffered;

	/** Accepted, released or rejected; null for not answered. */
	@Nullable String how;

	/** The line of the answer; 0 for none. */
	long answerLine;

	/** How Kafka took the answer, or null when nothing tells. */
	@Nullable Result result;

	Acquisition(Email email, Event.Acquired record, Reading reading, Event.Acquire event) {
		this.email = email;
		this.record = record;
		this.reading = reading;
		this.lock = (event.lockMs() != null) ? event.lockMs() * MILLISECOND : null;
		this.buffered = (event.bufferedMs() != null) ? event.bufferedMs() * MILLISECOND : 0;
	}

	void answer(long line, @Nullable String how) {
		this.answerLine = line;
		this.how = how;
	}

	boolean isBy(String process) {
		return this.reading.process().equals(process);
	}

	boolean isAnswered() {
		return this.how != null;
	}

	/** Whether it was to come again: nothing was wrong with that. */
	boolean isReleased() {
		return Event.Acknowledge.RELEASE.equals(this.how);
	}

	/** Whether Kafka took it without an error that the record must not come again. */
	boolean isDone() {
		return isAnswered() && !isReleased() && isTaken();
	}

	/** Whether Kafka took the answer without an error: the member had the record. */
	boolean isTaken() {
		return this.result != null && this.result.error() == null;
	}

	/** Whether Kafka answered the answer with an error. */
	boolean isRefused() {
		return this.result != null && this.result.error() != null;
	}

	/** The earliest moment at which the broker can have locked it for the member. */
	long lockedFrom() {
		return this.reading.t() - this.buffered;
	}

	/** Whether the lock can have expired by then. */
	boolean isExpired(long t) {
		return this.lock != null && t - lockedFrom() >= this.lock;
	}

	/** An example that shows it and what else happened to the same record. */
	Example example(Acquisition... others) {
		List<Acquisition> all = Stream.concat(Stream.of(this), Stream.of(others)).toList();
		Stream<Long> lines = all.stream().flatMap((each) -> Stream.of(each.reading.line(), each.answerLine));
		Stream<Long> settled = Stream.ofNullable(this.result).map(Result::line);
		return new Example(Example.ids(this.email), List.of(this.record.partition()), List.of(this.record.offset()),
				all.stream().map((each) -> each.reading.t()).toList(), Stream.concat(lines, settled).toList());
	}

	/**
	 * How Kafka took an answer.
	 *
	 * @param line the line of the history, from 1
	 * @param t when, in nanoseconds since the run began
	 * @param process the member that is told
	 * @param error what went wrong, or null for nothing
	 */
	record Result(long line, long t, String process, @Nullable String error) {
	}

}
