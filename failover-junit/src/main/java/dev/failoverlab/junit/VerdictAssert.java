package dev.failoverlab.junit;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Outage;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a verdict, for AssertJ. Each fails, too, when the run is inconclusive
 * or the history cannot tell: then nothing is proven.
 */
public final class VerdictAssert extends AbstractAssert<VerdictAssert, Verdict> {

	private VerdictAssert(@Nullable Verdict actual) {
		super(actual, VerdictAssert.class);
	}

	/** Begins an assertion. */
	public static VerdictAssert assertThat(@Nullable Verdict actual) {
		return new VerdictAssert(actual);
	}

	/** No acknowledged record is missing in the log. */
	public VerdictAssert hasNoLostWrites() {
		return hasNo("lost-write");
	}

	/** Acknowledged records are missing in the log. */
	public VerdictAssert hasLostWrites() {
		Finding found = finding("lost-write");
		if (count(found) == 0) {
			failWithMessage("%s", "Expected acknowledged records to be lost, and none was.");
		}
		return this;
	}

	/** No record is twice in the log. */
	public VerdictAssert hasNoDuplicates() {
		return hasNo("duplicate");
	}

	/**
	 * An anomaly was not seen.
	 * @param anomaly its name, for example {@code poll-skip}; docs/verdict.md lists them
	 */
	public VerdictAssert hasNo(String anomaly) {
		Finding found = finding(anomaly);
		if (count(found) > 0) {
			failWithMessage("%s",
					"Expected no " + anomaly + ", but " + found.count() + " "
							+ found.anomaly().description(count(found)) + ":\n"
							+ found.examples()
								.stream()
								.map((example) -> "  " + found.anomaly().sentence(example))
								.collect(Collectors.joining("\n")));
		}
		return this;
	}

	/** Every partition that was written to took writes again within a time. */
	public VerdictAssert hasOutageBelow(Duration limit) {
		for (Outage outage : conclusive().outages()) {
			Long length = outage.lengthMs();
			if (length != null && (outage.neverEnded() || length >= limit.toMillis())) {
				failWithMessage("%s",
						"Expected no outage of " + limit.toMillis() + " ms or longer, but partition "
								+ outage.partition() + " took no writes for " + length + " ms"
								+ (outage.neverEnded() ? ", up to the end of the run." : "."));
			}
		}
		return this;
	}

	/** Every acknowledged record was handled by a consumer. */
	public VerdictAssert hasEverythingHandled() {
		long never = conclusive().deliveries().never();
		if (never > 0) {
			failWithMessage("%s", "Expected every acknowledged record to be handled, but " + never + " were not.");
		}
		return this;
	}

	/** No acknowledged record was handled more than once. */
	public VerdictAssert hasNothingHandledTwice() {
		long more = conclusive().deliveries().more();
		if (more > 0) {
			failWithMessage("%s", "Expected no record to be handled twice, but " + more + " were handled up to "
					+ this.actual.deliveries().most() + " times.");
		}
		return this;
	}

	/**
	 * Nothing was lost, doubled or reordered, everything was handled, and the cluster is
	 * as it was.
	 */
	public VerdictAssert isClean() {
		if (conclusive().outcome() != Outcome.PASS) {
			failWithMessage("%s",
					"Expected a clean run, but:\n" + this.actual.expectations()
						.stream()
						.filter((expectation) -> !expectation.met())
						.map(VerdictAssert::described)
						.collect(Collectors.joining("\n")));
		}
		return this;
	}

	private static String described(Met expectation) {
		return "  " + expectation.expect() + ": seen " + expectation.seen();
	}

	private Verdict conclusive() {
		isNotNull();
		if (this.actual.outcome() == Outcome.INVALID) {
			failWithMessage("%s",
					"Expected a verdict, but the run is inconclusive: " + String.join(" ", this.actual.reasons()));
		}
		return this.actual;
	}

	private Finding finding(String anomaly) {
		Finding finding = conclusive().finding(anomaly);
		if (finding.count() == null) {
			failWithMessage("%s",
					"Expected to know about " + anomaly + ", but the history cannot tell: " + finding.unknownBecause());
		}
		return finding;
	}

	private static long count(Finding finding) {
		return Objects.requireNonNull(finding.count());
	}

}
