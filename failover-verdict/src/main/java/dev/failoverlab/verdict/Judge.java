package dev.failoverlab.verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryException;
import dev.failoverlab.history.HistoryReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes a verdict of a history, event by event, and of nothing but the history: the same
 * events give the same verdict. Memory grows with the number of sends, some 400 bytes
 * each, and not with the length of the file.
 */
public final class Judge {

	private final @Nullable List<Expectation> instead;

	private @Nullable VerdictBuilder builder;

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
		return new Judge(expectations).verdict(HistoryReader.open(history));
	}

	/**
	 * Judges a file.
	 * @param history a history
	 * @return the verdict
	 * @throws HistoryException when a line of it cannot be read or contradicts others
	 */
	public static Verdict judge(Path history) {
		return judge(HistoryReader.open(history));
	}

	/**
	 * Judges what a reader reads.
	 * @param reader stands at the beginning; is closed
	 * @return the verdict
	 * @throws HistoryException when a line of it cannot be read or contradicts others
	 */
	public static Verdict judge(HistoryReader reader) {
		return new Judge(null).verdict(reader);
	}

	private Verdict verdict(HistoryReader reader) {
		try (reader) {
			reader.forEach(this::accept);
		}
		return builder().verdict();
	}

	private void accept(long line, Event event) {
		if (event instanceof Event.Run run) {
			this.builder = new VerdictBuilder(run, (this.instead != null) ? this.instead : expectations(line, run));
		}
		builder().accept(line, event);
	}

	/** The reader hands over the header first, or throws. */
	private VerdictBuilder builder() {
		return Objects.requireNonNull(this.builder);
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
