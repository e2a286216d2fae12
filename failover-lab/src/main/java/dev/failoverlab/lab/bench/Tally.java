package dev.failoverlab.lab.bench;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/**
 * What a load saw.
 *
 * @param done records that were acknowledged, or handled
 * @param failed records that were not
 * @param time from the first record to the last answer
 * @param p50Millis latency; 0 where it is not measured
 * @param p99Millis latency; 0 where it is not measured
 */
record Tally(long done, long failed, Duration time, double p50Millis, double p99Millis) {

	private static final double NANOS = 1e9;

	private static final double MILLISECOND = 1000;

	private static final double NEARLY_ALL = 99;

	static Tally of(long done, long failed, long startNanos, Histogram micros) {
		return of(done, failed, Duration.ofNanos(System.nanoTime() - startNanos), micros);
	}

	static Tally of(long done, long failed, Duration time, Histogram micros) {
		return new Tally(done, failed, time, micros.getValueAtPercentile(50) / MILLISECOND,
				micros.getValueAtPercentile(NEARLY_ALL) / MILLISECOND);
	}

	/** Without latencies. */
	static Tally of(long done, double perSecond) {
		return new Tally(done, 0, Duration.ofNanos((long) (done * NANOS / perSecond)), 0, 0);
	}

	Tally withoutLatencies() {
		return new Tally(this.done, this.failed, this.time, 0, 0);
	}

	double perSecond() {
		return this.done * NANOS / this.time.toNanos();
	}

}
