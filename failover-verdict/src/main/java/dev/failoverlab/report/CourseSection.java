package dev.failoverlab.report;

import dev.failoverlab.verdict.ChartData;
import dev.failoverlab.verdict.ChartData.Lane;
import dev.failoverlab.verdict.Verdict;

/**
 * Every send over time, a picture for each partition, and a table that tells the same.
 */
final class CourseSection {

	/** More pictures than this are folded away. */
	private static final int OPEN = 8;

	private static final double MILLION = 1e6;

	private final Verdict verdict;

	private final ChartData course;

	private final Markup page;

	CourseSection(Verdict verdict, Markup page) {
		this.verdict = verdict;
		this.course = verdict.course();
		this.page = page;
	}

	void write() {
		this.page.element("h2", "Every send over time").line();
		if (this.course.lanes().isEmpty()) {
			this.page.element("p", "Nothing was sent.").line();
			return;
		}
		howToRead();
		legend();
		pictures();
		table();
	}

	private void howToRead() {
		this.page.element("p",
				"Each dot is an email. Its horizontal position is the time of the send; its height is the time until Kafka"
						+ " acknowledged it. Each grid line is ten times the line below. A line of dots that falls to the right is an"
						+ " outage: those emails waited until the partition accepted writes again.")
			.line();
		this.page
			.element("p",
					"Emails that were sent within the same " + Format.duration(this.course.slot() / MILLION)
							+ " with the same latency share a dot: the darker, the more emails. No email is left out.",
					"class", "soft")
			.line();
	}

	private void legend() {
		this.page.open("ul", "class", "legend", "aria-label", "Legend").line();
		key("dots some", "M2 7h10", "an acknowledged email");
		key("key-missed", "M2 7h10", "an email without an acknowledgement");
		key("key-fault", "M0 7h14", "a fault is in force");
		key("key-outage", "M0 7h14", "an outage: no writes");
		key("key-leader", "M7 0v14", "another leader");
		this.page.close().line();
	}

	private void key(String kind, String path, String words) {
		this.page.open("li")
			.open("svg", "viewBox", "0 0 14 14", "width", 14, "height", 14, "aria-hidden", "true")
			.empty("path", "class", kind, "d", path)
			.close()
			.text(" " + words)
			.close()
			.line();
	}

	private void pictures() {
		Axes axes = new Axes(this.course);
		for (int i = 0; i < this.course.lanes().size(); i++) {
			if (i == OPEN) {
				this.page.open("details")
					.element("summary", (this.course.lanes().size() - OPEN) + " more partitions")
					.line();
			}
			Lane lane = this.course.lanes().get(i);
			this.page.open("figure").element("figcaption", "Partition " + lane.partition()).line();
			new Chart(this.course, axes, this.verdict.outages(), this.page).draw(lane);
			this.page.close().line();
		}
		if (this.course.lanes().size() > OPEN) {
			this.page.close().line();
		}
		if (this.course.unshown() > 0) {
			this.page.element("p", this.course.unshown() + " more partitions are not drawn, but are in the tables.")
				.line();
		}
	}

	private void table() {
		HtmlTable table = new HtmlTable(this.page, "The sends of each partition", 0, "Partition", "Acknowledged",
				"Without an acknowledgement", "Slowest");
		for (Lane lane : this.course.lanes()) {
			table.row("", String.valueOf(lane.partition()), Format.count(lane.acknowledged()),
					Format.count(lane.unanswered()),
					Format.duration((lane.slowest() > 0) ? Double.valueOf(lane.slowest() / MILLION) : null));
		}
		table.end();
	}

}
