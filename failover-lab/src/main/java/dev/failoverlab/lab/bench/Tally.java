package dev.failoverlab.lab.bench;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/**
 * What a load saw.
 *
 * @param acknowledged records with an acknowledgement
 * @param failed records without one
 * @param time from the first record to the last answer
 * @param p50Millis latency; 0 where it is not measured
 * @param p99Millis latency; 0 where it is not measured
 */
record Tally(long acknowledged, long failed, Duration time, double p50Millis, double p99Millis) {

	private static final double NANOS = 1e9;

	private static final double MILLISECOND = 1000;

	private static final double NEARLY_ALL = 99;

	static Tally of(long acknowledged, long failed, long startNanos, Histogram micros) {
		return new Tally(acknowledged, failed, Duration.ofNanos(System.nanoTime() - startNanos),
				micros.getValueAtPercentile(50) / MILLISECOND, micros.getValueAtPercentile(NEARLY_ALL) / MILLISECOND);
	}

	/** Without latencies. */
	static Tally of(long acknowledged, double perSecond) {
		return new Tally(acknowledged, 0, Duration.ofNanos((long) (acknowledged * NANOS / perSecond)), 0, 0);
	}

	double perSecond() {
		return this.acknowledged * NANOS / this.time.toNanos();
	}

}
