package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with a log or with reading it, by the established names: Jepsen's
 * ({@code jepsen.tests.kafka}), and its redpanda tests'. Each is one class of this
 * package: its name, its definition, what it means, an example as a sentence, and how it
 * is counted. {@link #all} lists them.
 */
public abstract class Anomaly {

	private static final int EXAMPLES = 10;

	private final String word;

	private final String one;

	private final String many;

	private final String definition;

	private final String explanation;

	/**
	 * Names an anomaly.
	 * @param word the established name
	 * @param one what is counted, as the end of a sentence that begins with 1
	 * @param many the same for any other number
	 * @param definition how it is decided, in Markdown
	 * @param explanation what it means, for readers who meet it for the first time
	 */
	Anomaly(String word, String one, String many, String definition, String explanation) {
		this.word = word;
		this.one = one;
		this.many = many;
		this.definition = definition;
		this.explanation = explanation;
	}

	/**
	 * All anomalies.
	 * @return in the order in which reports have them
	 */
	public static List<Anomaly> all() {
		return Known.ALL;
	}

	/**
	 * The established name.
	 * @return the key in reports, and the figure in expectations
	 */
	public final String word() {
		return this.word;
	}

	/**
	 * What is counted, for people.
	 * @param count how often
	 * @return the end of a sentence that begins with the count
	 */
	public final String description(long count) {
		return (count == 1) ? this.one : this.many;
	}

	/**
	 * How it is decided.
	 * @return the definition, in Markdown
	 */
	public final String definition() {
		return this.definition;
	}

	/**
	 * What it means, for readers who meet it for the first time.
	 * @return some sentences
	 */
	public final String explanation() {
		return this.explanation;
	}

	/**
	 * One example, for readers who learn.
	 * @param example an example of this anomaly
	 * @return a sentence, with the ids as the history has them
	 */
	public abstract String sentence(Example example);

	/**
	 * Whether it has a meaning there. Others are not part of the verdict: members of a
	 * share group keep no order, and others acknowledge nothing.
	 */
	boolean appliesTo(Tables tables) {
		return true;
	}

	/** Where it can be seen, as often as it counts. */
	abstract Stream<Example> find(Tables tables);

	/** Why the history cannot tell, or null when it can. */
	@Nullable String unknownBecause(Tables tables) {
		return null;
	}

	/** How many examples of it are of interest at most. */
	int examples() {
		return EXAMPLES;
	}

	/** Whether a history that shows it proves it, whatever else went wrong. */
	boolean isProof() {
		return true;
	}

	final Finding finding(Tables tables) {
		String unknown = unknownBecause(tables);
		if (unknown != null) {
			return new Finding(this, null, unknown, List.of());
		}
		List<Example> first = new ArrayList<>();
		long[] count = new long[1];
		find(tables).forEach((example) -> {
			count[0]++;
			if (first.size() < examples()) {
				first.add(example);
			}
		});
		return new Finding(this, count[0], null, first);
	}

	/** The one list of them. */
	private static final class Known {

		private static final List<Anomaly> ALL = Stream
			.concat(Stream.of(new LostWrite(), new LostRead(), new Unseen(), new Duplicate(), new InconsistentOffsets(),
					new AbortedRead(), new PrecommittedRead(), new PollSkip(false), new NonmonotonicPoll(false),
					new PollSkip(true), new NonmonotonicPoll(true), new NonmonotonicSend(false),
					new NonmonotonicSend(true), new LostAcknowledgement(), new UnansweredAcknowledgement(),
					new DeliveryBeyondLimit()), Stream.of(RedeliveryCause.values()).map(Redelivery::new))
			.toList();

	}

}
