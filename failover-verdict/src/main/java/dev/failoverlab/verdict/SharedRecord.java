package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;

/** What became of one record in a share group: each delivery, and how it was answered. */
final class SharedRecord {

	private final List<Acquisition> acquisitions = new ArrayList<>();

	private final List<Acquisition.Result> results = new ArrayList<>();

	void acquired(Acquisition acquisition) {
		this.acquisitions.add(acquisition);
	}

	List<Acquisition> acquisitions() {
		return Collections.unmodifiableList(this.acquisitions);
	}

	/** A member answers what it was handed last. */
	void answered(long line, Event.Acknowledge event) {
		Acquisition latest = by(event.process()).reduce((first, last) -> last).orElseThrow();
		latest.answer(line, event.how());
	}

	boolean isHandedTo(String process) {
		return by(process).findAny().isPresent();
	}

	/**
	 * A member is told how an answer was taken.
	 * @throws HistoryException when it was told of all its answers already
	 */
	void settled(long line, Event.Acknowledge event) {
		long answers = by(event.process()).filter(Acquisition::isAnswered).count();
		long told = this.results.stream().filter((result) -> result.process().equals(event.process())).count();
		if (told >= answers) {
			throw new HistoryException(line, "completes an acknowledgement of " + event.process()
					+ " that was never made, or is complete already");
		}
		this.results.add(new Acquisition.Result(line, event.t(), event.process(), event.error()));
	}

	/**
	 * Once all is read: finds the answer of each result. They are in the order of the
	 * answers; where one answer has no result it is an earlier one, as far as that is
	 * possible, so that a success never counts for a delivery that may have had none.
	 */
	void settle() {
		for (String process : this.acquisitions.stream().map((each) -> each.reading.process()).distinct().toList()) {
			List<Acquisition> answers = by(process).filter(Acquisition::isAnswered).toList();
			int next = answers.size() - 1;
			for (int i = this.results.size() - 1; i >= 0; i--) {
				Acquisition.Result result = this.results.get(i);
				if (result.process().equals(process)) {
					while (answers.get(next).answerLine > result.line()) {
						next--;
					}
					answers.get(next--).result = result;
				}
			}
		}
	}

	/** Each delivery but the last, with the one after it. */
	Stream<Redelivered> redeliveries() {
		return IntStream.range(1, this.acquisitions.size())
			.mapToObj((i) -> new Redelivered(this.acquisitions.get(i - 1), this.acquisitions.get(i)));
	}

	private Stream<Acquisition> by(String process) {
		return this.acquisitions.stream().filter((each) -> each.isBy(process));
	}

	/**
	 * A record that was delivered again.
	 *
	 * @param before the delivery before
	 * @param again the next one
	 */
	record Redelivered(Acquisition before, Acquisition again) {

		/**
		 * Whether Kafka had the record done, and gave it away after that. A client can
		 * hand over a record that it has had for long, so the time is what its buffer
		 * allows.
		 */
		boolean isLost() {
			Acquisition.Result done = this.before.result;
			return this.before.isDone() && this.again.isTaken() && done != null && this.again.lockedFrom() >= done.t();
		}

	}

}
