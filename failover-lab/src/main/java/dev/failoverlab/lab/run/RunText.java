package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.run.RunSummary.LongestOutage;
import dev.failoverlab.report.Format;
import dev.failoverlab.verdict.Verdict.Met;
import org.jspecify.annotations.Nullable;

/** What was seen in a run, as texts for the terminal and for pages. */
final class RunText {

	private RunText() {
	}

	/** The longest outage, or {@code none}. */
	static String outage(RunSummary run) {
		LongestOutage longest = run.longestOutage();
		if (longest == null) {
			return "none";
		}
		return Format.duration(longest.lengthMs()) + (longest.ended() ? "" : ", never ended");
	}

	/** All anomalies, failed and unknown sends, or {@code none}. */
	static String anomalies(RunSummary run) {
		List<String> words = new ArrayList<>();
		for (Map.Entry<String, @Nullable Long> anomaly : run.anomalies().entrySet()) {
			Long count = anomaly.getValue();
			words.add(((count != null) ? Format.count(count) : "?") + " " + anomaly.getKey());
		}
		if (run.neverDelivered() > 0) {
			words.add(Format.count(run.neverDelivered()) + " never delivered");
		}
		if (run.deliveredAgain() > 0) {
			words.add(Format.count(run.deliveredAgain()) + " delivered again");
		}
		if (run.failed() > 0) {
			words.add(Format.count(run.failed()) + " failed");
		}
		if (run.unknown() > 0) {
			words.add(Format.count(run.unknown()) + " unknown");
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
