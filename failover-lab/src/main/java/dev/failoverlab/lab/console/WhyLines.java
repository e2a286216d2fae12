package dev.failoverlab.lab.console;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.WhyText;
import dev.failoverlab.verdict.Explanation;
import dev.failoverlab.verdict.LiveExplanations;
import org.jspecify.annotations.Nullable;

/** Why writes stopped: a sentence for each time, once they go on. */
final class WhyLines {

	/** After that, no other partition is still to be seen going on. */
	private static final long SETTLED_MS = 2_000;

	/** Shorter stops get no line; the report has them all. */
	private static final long WORTH_TELLING_MS = 500;

	private final Set<List<Object>> told = new HashSet<>();

	private @Nullable LiveExplanations explanations;

	void accept(Event event) {
		if (event instanceof Event.Run header) {
			this.explanations = new LiveExplanations(header);
		}
		if (this.explanations != null) {
			this.explanations.accept(event);
		}
	}

	/**
	 * The sentences that are new.
	 * @param nowMs the time of the history, in milliseconds
	 */
	List<String> take(long nowMs) {
		if (this.explanations == null) {
			return List.of();
		}
		return this.explanations.explanations()
			.stream()
			.filter((each) -> isWorthTelling(each, nowMs) && this.told.add(List.of(each.key(), each.fromMs())))
			.map(WhyText::sentence)
			.toList();
	}

	private static boolean isWorthTelling(Explanation explanation, long nowMs) {
		Long to = explanation.toMs();
		return to != null && nowMs - to >= SETTLED_MS && to - explanation.fromMs() >= WORTH_TELLING_MS
				&& !explanation.outages().isEmpty() && !explanation.lines().isEmpty();
	}

}
