package dev.failoverlab.verdict;

import java.nio.file.Path;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.history.HistoryReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes a verdict of a history, event by event, and of nothing but the history: the same
 * events give the same verdict. Memory grows with the number of sends, some 400 bytes
 * each, and not with the length of the file.
 */
public final class Judge implements HistoryReader.Sink {

	private final @Nullable List<Expectation> instead;

	private @Nullable VerdictBuilder trial;

	/** Judges by what the history's own header expects. */
	public Judge() {
		this(null);
	}

	private Judge(@Nullable List<Expectation> instead) {
		this.instead = instead;
	}

	/**
	 * Judges a file by other expectations than its own: for example what a claim
	 * predicts.
	 * @param history a history
	 * @param expectations instead of those in its header
	 * @return the verdict
	 * @throws HistoryException when a line of it cannot be read or contradicts others
	 */
	public static Verdict judge(Path history, List<Expectation> expectations) {
		try (HistoryReader reader = HistoryReader.open(history)) {
			Judge judge = new Judge(expectations);
			reader.forEach(judge);
			return judge.verdict();
		}
	}

	/**
	 * Judges a file.
	 * @param history a history
	 * @return the verdict
	 * @throws HistoryException when a line of it cannot be read or contradicts others
	 */
	public static Verdict judge(Path history) {
		try (HistoryReader reader = HistoryReader.open(history)) {
			return judge(reader);
		}
	}

	/**
	 * Judges what a reader reads.
	 * @param reader stands at the beginning; is not closed
	 * @return the verdict
	 * @throws HistoryException when a line of it cannot be read or contradicts others
	 */
	public static Verdict judge(HistoryReader reader) {
		Judge judge = new Judge();
		reader.forEach(judge);
		return judge.verdict();
	}

	@Override
	public void accept(long line, Event event) {
		if (event instanceof Event.Run run) {
			this.trial = new VerdictBuilder(run, (this.instead != null) ? this.instead : expectations(line, run));
		}
		else if (this.trial == null) {
			throw new HistoryException(line, "comes before the header");
		}
		this.trial.accept(line, event);
	}

	/**
	 * The verdict on all that was taken so far.
	 * @return the verdict; it can be asked for once
	 */
	public Verdict verdict() {
		if (this.trial == null) {
			throw new HistoryException("There is nothing to judge: not even a header.", null);
		}
		return this.trial.verdict();
	}

	private static List<Expectation> expectations(long line, Event.Run run) {
		try {
			return run.expectations().stream().map(Expectation::parse).toList();
		}
		catch (ExpectationException ex) {
			throw new HistoryException(line, "has an expectation that cannot be judged: " + ex.getMessage());
		}
	}

}
