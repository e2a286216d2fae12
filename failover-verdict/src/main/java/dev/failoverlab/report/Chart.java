package dev.failoverlab.report;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

import dev.failoverlab.verdict.ChartData;
import dev.failoverlab.verdict.ChartData.Lane;
import dev.failoverlab.verdict.ChartData.Mark;
import dev.failoverlab.verdict.Verdict.Outage;

/**
 * The picture of one partition: a dot for each send, or for several that would be at the
 * same place, with bands where faults were in force, bars where the partition took no
 * writes, and lines where its leader changed. It has no colours of its own: the style
 * sheet knows whether it is read in the light, in the dark or on paper.
 */
final class Chart {

	/** The word of the fault that does nothing. */
	private static final String CONTROL = "none";

	private static final double MILLION = 1e6;

	/** A label needs some space. */
	private static final int LABEL = 70;

	private static final int OUTAGES = 16;

	private static final int LEADERS = 45;

	private static final int FEW = 10;

	private static final int MANY = 100;

	private final ChartData course;

	private final Axes axes;

	private final List<Outage> outages;

	private final Markup page;

	Chart(ChartData course, Axes axes, List<Outage> outages, Markup page) {
		this.course = course;
		this.axes = axes;
		this.outages = outages;
		this.page = page;
	}

	void draw(Lane lane) {
		this.page.open("svg", "viewBox", "0 0 " + Axes.WIDTH + " " + Axes.HEIGHT, "role", "img", "aria-label",
				description(lane));
		faults();
		axes();
		leaders(lane.partition());
		dots("few", lane, (count) -> count < FEW);
		dots("some", lane, (count) -> count >= FEW && count < MANY);
		dots("many", lane, (count) -> count >= MANY);
		misses(lane);
		outages(lane.partition());
		this.page.close().line();
	}

	private String description(Lane lane) {
		String slowest = (lane.slowest() > 0) ? ", the slowest after " + Format.duration(lane.slowest() / MILLION) : "";
		return "Partition " + lane.partition() + ": " + Format.count(lane.acknowledged()) + " sends acknowledged"
				+ slowest + "; " + Format.count(lane.unanswered())
				+ " without an acknowledgement. The tables contain the same data.";
	}

	private void faults() {
		double free = 0;
		for (ChartData.FaultBand fault : this.course.faults()) {
			double from = this.axes.x((fault.begin() != null) ? fault.begin() : fault.asked());
			double to = (fault.begin() == null) ? from
					: this.axes.x((fault.end() != null) ? fault.end() : this.course.to());
			String name = name(fault);
			this.page.open("g", "class", fault.fault().equals(CONTROL) ? "control" : "fault");
			rectangle(from, Axes.TOP, Math.max(1, to - from), Axes.BOTTOM - Axes.TOP, title(fault, name));
			double at = Math.max(from, free);
			label(at, 11, name);
			free = at + 7.5 * name.length();
			this.page.close();
		}
	}

	static String name(ChartData.FaultBand fault) {
		if (fault.fault().equals(CONTROL)) {
			return "control run: no fault";
		}
		String thing = Format.plain(fault.phrase());
		return switch (fault.nodes().size()) {
			case 0 -> thing;
			case 1 -> thing + " of node " + fault.nodes().get(0);
			default -> thing + " of nodes " + String.join(", ", fault.nodes().stream().map(String::valueOf).toList());
		};
	}

	private static String title(ChartData.FaultBand fault, String name) {
		if (fault.begin() == null) {
			return name + ": requested at " + seconds(fault.asked()) + ", never in force";
		}
		return name + ": in force from " + seconds(fault.begin())
				+ ((fault.end() != null) ? " to " + seconds(fault.end()) : ", and not healed");
	}

	private void axes() {
		for (Axes.Tick tick : this.axes.latencies()) {
			straight("grid", Axes.LEFT, tick.at(), Axes.RIGHT, tick.at());
			this.page.element("text", tick.label(), "class", "y", "x", Axes.LEFT - 8, "y", round(tick.at() + 4));
		}
		for (Axes.Tick tick : this.axes.moments()) {
			straight("grid", tick.at(), Axes.BOTTOM, tick.at(), Axes.BOTTOM + 4);
			this.page.element("text", tick.label(), "class", "x", "x", round(tick.at()), "y", Axes.HEIGHT - 6);
		}
	}

	private void leaders(int partition) {
		double free = 0;
		for (ChartData.Leader change : this.course.leaders()) {
			if (change.partition() == partition && change.t() >= this.course.from()) {
				double x = this.axes.x(change.t());
				String words = "leader " + leader(change.before()) + " \u2192 " + leader(change.after());
				this.page.open("g", "class", "leader").element("title", words + " at " + seconds(change.t()));
				straight("", x, LEADERS - 10, x, Axes.BOTTOM);
				if (x >= free) {
					label(x, LEADERS, words);
					free = x + LABEL + 20;
				}
				this.page.close();
			}
		}
	}

	private static String leader(@org.jspecify.annotations.Nullable Integer node) {
		return (node != null) ? String.valueOf(node) : "none";
	}

	/** One path for all dots of a kind: thousands of elements would be slow to show. */
	private void dots(String kind, Lane lane, IntPredicate count) {
		StringBuilder path = new StringBuilder();
		for (Mark mark : lane.marks()) {
			if (count.test(mark.count())) {
				dot(path, mark.slot(), this.axes.y(mark.step()));
			}
		}
		if (!path.isEmpty()) {
			this.page.empty("path", "class", "dots " + kind, "stroke-width",
					round(Math.max(2, Math.min(4, this.axes.stepHeight()))), "d", path);
		}
	}

	private void dot(StringBuilder path, int slot, double y) {
		path.append('M')
			.append(round(this.axes.slot(slot)))
			.append(' ')
			.append(round(y))
			.append('h')
			.append(round(this.axes.slotWidth()));
	}

	private void misses(Lane lane) {
		StringBuilder path = new StringBuilder();
		lane.misses().forEach((mark) -> dot(path, mark.slot(), Axes.TOP - 8));
		if (!path.isEmpty()) {
			this.page.open("g", "class", "missed")
				.element("title", Format.count(lane.unanswered()) + " sends without an acknowledgement")
				.empty("path", "stroke-width", 5, "d", path)
				.element("text", "no answer", "class", "y", "x", Axes.LEFT - 8, "y", Axes.TOP - 4)
				.close();
		}
	}

	private void outages(int partition) {
		for (Outage outage : this.outages) {
			if (outage.partition() == partition && outage.fromMs() != null && outage.lengthMs() != null) {
				double from = this.axes.x(outage.fromMs() * 1_000_000);
				double to = this.axes.x((outage.fromMs() + outage.lengthMs()) * 1_000_000);
				String length = Format.duration(outage.lengthMs()) + (outage.neverEnded() ? " and longer" : "");
				this.page.open("g", "class", "outage");
				rectangle(from, OUTAGES, Math.max(2, to - from), 15, "no writes for " + length);
				String words = (to - from > 2 * LABEL) ? "no writes for " + length : length;
				if (to - from > 7 * words.length()) {
					this.page.element("text", words, "x", round((from + to) / 2), "y", OUTAGES + 11.5);
				}
				this.page.close();
			}
		}
	}

	private void rectangle(double x, double y, double width, double height, String title) {
		this.page.open("rect", "x", round(x), "y", round(y), "width", round(width), "height", round(height))
			.element("title", title)
			.close();
	}

	private void straight(String kind, double x1, double y1, double x2, double y2) {
		this.page.empty("path", "class", kind, "d",
				"M" + round(x1) + " " + round(y1) + "L" + round(x2) + " " + round(y2));
	}

	/** Right of a line, or left of it where there is no room. */
	private void label(double x, double y, String words) {
		boolean right = x < Axes.RIGHT - 7 * words.length();
		this.page.element("text", words, "class", right ? "after" : "before", "x", round(right ? x + 3 : x - 3), "y",
				round(y));
	}

	private static String seconds(long nanos) {
		return Format.clock(nanos);
	}

	private static String round(double number) {
		String text = String.format(Locale.ROOT, "%.1f", number);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

}
