package dev.failoverlab.lab.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.failoverlab.report.Format;
import dev.failoverlab.report.WhyText;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Met;
import org.jspecify.annotations.Nullable;

/**
 * What tables and pages need of a run, small enough to be kept beside the documents.
 *
 * @param name the run's name within its claim
 * @param outcome pass when all that is known to be true was seen
 * @param reasons why the run is invalid, in sentences
 * @param kafka the version of the nodes
 * @param backend what they ran in
 * @param started when the run began
 * @param durationMs how long it took, in milliseconds
 * @param acknowledged emails that were acknowledged
 * @param failed emails that were certainly not written
 * @param unknown emails of unknown outcome
 * @param anomalies how often each anomaly was seen, without those that were not; null for
 * not known
 * @param neverDelivered acknowledged emails that the consumer never handled
 * @param deliveredAgain acknowledged emails that it handled more than once
 * @param outages the longest of each cause, longest first
 * @param leaders who led when
 * @param observed what else was asked of the cluster
 * @param expected what is known to be true, and whether it was so
 * @param predicted what the claim predicts, and whether it was so
 */
public record RunSummary(String name, Outcome outcome, List<String> reasons, String kafka, String backend,
		Instant started, long durationMs, long acknowledged, long failed, long unknown,
		Map<String, @Nullable Long> anomalies, long neverDelivered, long deliveredAgain, List<LongestOutage> outages,
		List<Leaders> leaders, Map<String, Object> observed, List<Met> expected, List<Met> predicted) {

	/** Said of what was not seen. */
	static final String NONE = "none";

	public RunSummary {
		reasons = List.copyOf(reasons);
		anomalies = Collections.unmodifiableMap(new LinkedHashMap<>(anomalies));
		outages = List.copyOf(outages);
		leaders = List.copyOf(leaders);
		observed = Collections.unmodifiableMap(new LinkedHashMap<>(observed));
		expected = List.copyOf(expected);
		predicted = List.copyOf(predicted);
	}

	/**
	 * The summary of a run.
	 * @param name the run's name
	 * @param verdict what was found
	 * @param predicted what the claim predicts of it
	 * @return the summary
	 */
	public static RunSummary of(String name, Verdict verdict, List<Met> predicted) {
		Map<String, @Nullable Long> anomalies = new LinkedHashMap<>();
		for (Finding finding : verdict.findings()) {
			if (finding.count() == null || finding.count() > 0) {
				anomalies.put(finding.anomaly().word(), finding.count());
			}
		}
		return new RunSummary(name, verdict.outcome(), verdict.reasons(), verdict.kafka(), verdict.backend(),
				verdict.started(), verdict.durationMs(), verdict.sends().ok(), verdict.sends().fail(),
				verdict.sends().info(), anomalies, verdict.deliveries().never(), verdict.deliveries().more(),
				longest(verdict), verdict.leaders(), verdict.observed(), verdict.expectations(), predicted);
	}

	/**
	 * The summary of a run that could not be played to its end, which makes it
	 * inconclusive.
	 * @param name the run's name
	 * @param backend what its nodes were
	 * @param reason why
	 * @return the summary
	 */
	public static RunSummary unplayed(String name, String backend, String reason) {
		return new RunSummary(name, Outcome.INVALID, List.of(reason), "", backend, Instant.EPOCH, 0, 0, 0, 0, Map.of(),
				0, 0, List.of(), List.of(), Map.of(), List.of(), List.of());
	}

	/**
	 * The same of a run that left its cluster unsound, which is a failure.
	 * @param problem what is wrong with the cluster
	 */
	public RunSummary unsound(String problem) {
		List<Met> all = new ArrayList<>(this.expected);
		all.add(new Met("the cluster is sound afterwards", problem, false));
		return new RunSummary(this.name, Outcome.FAIL, this.reasons, this.kafka, this.backend, this.started,
				this.durationMs, this.acknowledged, this.failed, this.unknown, this.anomalies, this.neverDelivered,
				this.deliveredAgain, this.outages, this.leaders, this.observed, all, this.predicted);
	}

	/** Whether an expectation was met, or was none of this run's. */
	public boolean meets(String expectation) {
		return this.expected.stream().allMatch((each) -> each.met() || !each.expect().equals(expectation));
	}

	/** Whether the run was played to its end. */
	public boolean wasPlayed() {
		return !this.started.equals(Instant.EPOCH);
	}

	/**
	 * What was seen, in one line.
	 * @return for example
	 * {@code 1,234 acknowledged; anomalies: none; longest outage: 3.9 s}
	 */
	public String description() {
		return Format.count(this.acknowledged) + " acknowledged; anomalies: " + anomalyText() + "; longest outage: "
				+ outageText();
	}

	/** The longest outage of all, or {@code none}. */
	String outageText() {
		return this.outages.isEmpty() ? NONE : this.outages.get(0).text();
	}

	/** The length of an outage in milliseconds as text, or {@code none}. */
	static String outageText(long ms) {
		return (ms == 0) ? NONE : Format.duration(ms);
	}

	/** The longest outage by a kind of fault, in milliseconds; 0 when there was none. */
	long longestOutageMs(String fault) {
		return this.outages.stream()
			.filter((outage) -> outage.cause().startsWith(fault))
			.mapToLong(LongestOutage::lengthMs)
			.max()
			.orElse(0);
	}

	/** All anomalies, failed and unknown sends, or {@code none}. */
	String anomalyText() {
		Map<String, @Nullable Long> counts = new LinkedHashMap<>(this.anomalies);
		counts.put("never delivered", this.neverDelivered);
		counts.put("delivered again", this.deliveredAgain);
		counts.put("failed", this.failed);
		counts.put("unknown", this.unknown);
		List<String> words = new ArrayList<>();
		counts.forEach((name, count) -> {
			if (count == null || count > 0) {
				words.add(((count != null) ? Format.count(count) : "?") + " " + name);
			}
		});
		return words.isEmpty() ? NONE : String.join(", ", words);
	}

	/** Whether all that the claim predicts was seen. */
	boolean meetsClaim() {
		return this.predicted.stream().allMatch(Met::met);
	}

	/** Whether the claim held, as tables say it. */
	String claimText() {
		if (this.predicted.isEmpty()) {
			return "beside it";
		}
		return meetsClaim() ? "holds" : "does not hold";
	}

	/**
	 * The outcome of several runs together, which is that of the worst.
	 * @param runs the runs
	 * @return fail when any run failed, else invalid when any was, else pass
	 */
	public static Outcome worst(List<RunSummary> runs) {
		List<Outcome> outcomes = runs.stream().map(RunSummary::outcome).toList();
		if (outcomes.contains(Outcome.FAIL)) {
			return Outcome.FAIL;
		}
		return outcomes.contains(Outcome.INVALID) ? Outcome.INVALID : Outcome.PASS;
	}

	private static List<LongestOutage> longest(Verdict verdict) {
		Map<String, LongestOutage> byCause = new LinkedHashMap<>();
		Function<Verdict.Outage, String> withoutFault = WhyText.withoutFault(verdict);
		verdict.outages()
			.stream()
			.filter((outage) -> outage.observed() && outage.lengthMs() != null)
			.map((outage) -> LongestOutage.of(outage, withoutFault))
			.sorted(Comparator.comparingLong(LongestOutage::lengthMs).reversed())
			.forEach((outage) -> byCause.putIfAbsent(outage.cause(), outage));
		return List.copyOf(byCause.values());
	}

	/**
	 * The longest stretch of one cause in which some partition took no writes.
	 *
	 * @param cause the fault that caused it and the nodes it hit, or what else did
	 * @param partition the partition, from 0
	 * @param lengthMs its length in milliseconds, up to the end of the load when it never
	 * ended
	 * @param ended whether it ended before the load did
	 * @param detectionMs until a node reported a new leader or a smaller ISR
	 * @param recoveryMs from there to the first acknowledgement
	 */
	public record LongestOutage(String cause, int partition, long lengthMs, boolean ended, @Nullable Long detectionMs,
			@Nullable Long recoveryMs) {

		private static LongestOutage of(Verdict.Outage outage, Function<Verdict.Outage, String> withoutFault) {
			String fault = outage.fault();
			String cause = (fault == null) ? withoutFault.apply(outage)
					: (outage.node() != null) ? fault + " of node " + outage.node() : fault;
			return new LongestOutage(cause, outage.partition(), Objects.requireNonNullElse(outage.lengthMs(), 0L),
					!outage.neverEnded(), outage.detectionMs(), outage.recoveryMs());
		}

		String text() {
			return Format.duration(this.lengthMs) + (this.ended ? "" : ", never ended");
		}

	}

}
