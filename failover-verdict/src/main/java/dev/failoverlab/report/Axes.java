package dev.failoverlab.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.failoverlab.verdict.ChartData;

/**
 * Where things are in the picture of a partition: time from left to right, latency from
 * bottom to top, each line of it ten times the one below. The same for all partitions, so
 * that they can be compared.
 */
final class Axes {

	static final int WIDTH = 1000;

	static final int HEIGHT = 236;

	static final int LEFT = 66;

	static final int RIGHT = WIDTH - 10;

	/**
	 * Below a row each for the names of faults, for outages, for changes of leaders, and
	 * for what had no answer.
	 */
	static final int TOP = 66;

	static final int BOTTOM = HEIGHT - 24;

	private static final double SECOND = 1e9;

	private static final int MANY = 10;

	private final ChartData course;

	/** The tenfolds of the lowest latency where the picture begins and ends. */
	private final int lowest;

	private final int highest;

	Axes(ChartData course) {
		this.course = course;
		int[] steps = course.lanes()
			.stream()
			.flatMap((lane) -> lane.marks().stream())
			.mapToInt(ChartData.Mark::step)
			.sorted()
			.toArray();
		this.lowest = (steps.length > 0) ? steps[0] / ChartData.STEPS : 0;
		int top = (steps.length > 0) ? steps[steps.length - 1] / ChartData.STEPS + 1 : 1;
		this.highest = Math.max(top, this.lowest + 2);
	}

	/** How far right a moment is, in nanoseconds since the run began; never outside. */
	double x(long t) {
		double share = (t - this.course.from()) / (double) Math.max(1, this.course.to() - this.course.from());
		return LEFT + (RIGHT - LEFT) * Math.min(1, Math.max(0, share));
	}

	double slotWidth() {
		return Math.max(1.2, x(this.course.from() + this.course.slot()) - LEFT);
	}

	double slot(int slot) {
		return x(this.course.from() + slot * this.course.slot());
	}

	/** How high a step of latency is, in its middle. */
	double y(int step) {
		return y((step + 0.5) / ChartData.STEPS);
	}

	private double y(double tenfolds) {
		return BOTTOM - (BOTTOM - TOP) * (tenfolds - this.lowest) / (this.highest - this.lowest);
	}

	double stepHeight() {
		return (BOTTOM - TOP) / (double) ((this.highest - this.lowest) * ChartData.STEPS);
	}

	/** The lines of latency, from the bottom. */
	List<Tick> latencies() {
		List<Tick> ticks = new ArrayList<>();
		for (int tenfold = this.lowest; tenfold <= this.highest; tenfold++) {
			ticks.add(new Tick(y((double) tenfold), latency(tenfold)));
		}
		return ticks;
	}

	/** A round length of time: 0.01 ms, 10 ms, 1 s, 1,000 s. */
	private static String latency(int tenfold) {
		BigDecimal ms = BigDecimal.valueOf(ChartData.LOWEST, 6).scaleByPowerOfTen(tenfold).stripTrailingZeros();
		return (tenfold < 5) ? ms.toPlainString() + " ms"
				: String.format(Locale.ROOT, "%,d s", ms.movePointLeft(3).longValueExact());
	}

	/** Moments at round seconds, at most ten or so. */
	List<Tick> moments() {
		double from = this.course.from() / SECOND;
		double to = this.course.to() / SECOND;
		double step = round((to - from) / MANY);
		List<Tick> ticks = new ArrayList<>();
		for (double at = Math.ceil(from / step) * step; at <= to; at += step) {
			ticks.add(new Tick(x(Math.round(at * SECOND)),
					String.format(Locale.ROOT, (step < 1) ? "%.1f s" : "%,.0f s", at)));
		}
		return ticks;
	}

	/** The next of 0.1, 0.2, 0.5, 1, 2, 5, 10, 20 … that is no less. */
	private static double round(double least) {
		double power = 0.1;
		while (power * 10 <= least) {
			power *= 10;
		}
		for (int factor : new int[] { 1, 2, 5 }) {
			if (power * factor >= least) {
				return power * factor;
			}
		}
		return power * 10;
	}

	/**
	 * A line of an axis.
	 *
	 * @param at where
	 * @param label what it stands for
	 */
	record Tick(double at, String label) {
	}

}
