package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.failoverlab.lab.run.RunSummary.LongestOutage;
import dev.failoverlab.verdict.Verdict.Met;
import org.jspecify.annotations.Nullable;

/** What was seen in a run, in words, the same in the terminal and on pages. */
final class RunText {

	private static final long SECOND = 1_000;

	private static final long MINUTE = 60 * SECOND;

	private RunText() {
	}

	static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	static String length(long ms) {
		if (ms >= MINUTE) {
			return ms / MINUTE + " min " + ms % MINUTE / SECOND + " s";
		}
		return (ms >= SECOND) ? String.format(Locale.ROOT, "%.1f s", ms / (double) SECOND) : ms + " ms";
	}

	/** The longest outage: what a caller feels of it all. */
	static String outage(RunSummary run) {
		LongestOutage longest = run.longestOutage();
		if (longest == null) {
			return "none";
		}
		return length(longest.lengthMs()) + (longest.ended() ? "" : ", never ended");
	}

	/** Everything that is not as it should be, or that nothing is. */
	static String anomalies(RunSummary run) {
		List<String> words = new ArrayList<>();
		for (Map.Entry<String, @Nullable Long> anomaly : run.anomalies().entrySet()) {
			Long count = anomaly.getValue();
			words.add(((count != null) ? count(count) : "?") + " " + anomaly.getKey());
		}
		if (run.neverDelivered() > 0) {
			words.add(count(run.neverDelivered()) + " never delivered");
		}
		if (run.deliveredAgain() > 0) {
			words.add(count(run.deliveredAgain()) + " delivered again");
		}
		if (run.failed() > 0) {
			words.add(count(run.failed()) + " failed");
		}
		if (run.unknown() > 0) {
			words.add(count(run.unknown()) + " unknown");
		}
		return words.isEmpty() ? "none" : String.join(", ", words);
	}

	/** Whether the claim held in a run. */
	static String held(RunSummary run) {
		if (run.predicted().isEmpty()) {
			return "beside it";
		}
		return run.predicted().stream().allMatch(Met::met) ? "holds" : "does not hold";
	}

}
