package dev.failoverlab.verdict;

import dev.failoverlab.verdict.Verdict.Latency;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long acknowledged sends took, from the invoke to the acknowledgement. Percentiles
 * are exact to a thousandth of their value; the longest is exact.
 */
final class Latencies {

	private static final double MICROSECONDS = 1_000;

	private final Histogram microseconds = new Histogram(3);

	private long longest;

	void record(long nanos) {
		this.microseconds.recordValue(nanos / 1_000);
		this.longest = Math.max(this.longest, nanos / 1_000);
	}

	Latency latency() {
		Double max = (this.microseconds.getTotalCount() > 0) ? tenths(this.longest) : null;
		return new Latency(percentile(50), percentile(99), percentile(99.9), max);
	}

	private @Nullable Double percentile(double percentile) {
		if (this.microseconds.getTotalCount() == 0) {
			return null;
		}
		return tenths(Math.min(this.longest, this.microseconds.getValueAtPercentile(percentile)));
	}

	/** Milliseconds to one digit. */
	private static double tenths(long microseconds) {
		return Math.round(microseconds / MICROSECONDS * 10) / 10.0;
	}

}
