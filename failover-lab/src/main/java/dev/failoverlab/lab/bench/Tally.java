package dev.failoverlab.lab.bench;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/**
 * What a load saw.
 *
 * @param acknowledged records with an acknowledgement
 * @param failed records without one
 * @param time from the first record to the last answer
 * @param micros latencies in microseconds; empty where they have no meaning
 */
record Tally(long acknowledged, long failed, Duration time, Histogram micros) {

	private static final double NANOS = 1e9;

	static Tally of(long acknowledged, long failed, long startNanos, Histogram micros) {
		return new Tally(acknowledged, failed, Duration.ofNanos(System.nanoTime() - startNanos), micros);
	}

	double perSecond() {
		return this.acknowledged * NANOS / this.time.toNanos();
	}

}
