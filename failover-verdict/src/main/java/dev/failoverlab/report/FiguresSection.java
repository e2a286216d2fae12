package dev.failoverlab.report;

import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Outage;

/** The run at a glance: a handful of figures, the bad ones marked. */
final class FiguresSection {

	private final Verdict verdict;

	private final Markup page;

	FiguresSection(Verdict verdict, Markup page) {
		this.verdict = verdict;
		this.page = page;
	}

	void write() {
		Verdict.Sends sends = this.verdict.sends();
		Verdict.Deliveries deliveries = this.verdict.deliveries();
		this.page.open("dl", "class", "figures").line();
		figure("acknowledged", Format.count(sends.ok()),
				"of " + Format.count(sends.ok() + sends.fail() + sends.info(), "email") + " sent" + rest(sends), false);
		figure("lost", count("lost-write"), "acknowledged, but not in the log", isBad("lost-write"));
		figure("duplicates", count("duplicate"), "in the log more than once", isBad("duplicate"));
		figure("out of order", count("nonmonotonic-send"), "consecutive emails in the wrong order in the log",
				isBad("nonmonotonic-send"));
		figure("never delivered", Format.count(deliveries.never()),
				Format.count(deliveries.once()) + " once, " + Format.count(deliveries.more()) + " more than once",
				false);
		figure("longest outage", longestOutage(), "of one partition, without a write", false);
		figure("latency", Format.duration(this.verdict.latency().p50()),
				"half of all; 99 of 100 within " + Format.duration(this.verdict.latency().p99()), false);
		this.page.close().line();
	}

	private static String rest(Verdict.Sends sends) {
		return (sends.fail() + sends.info() == 0) ? ""
				: "; " + Format.count(sends.fail()) + " failed, " + Format.count(sends.info()) + " unknown";
	}

	private String longestOutage() {
		long longest = this.verdict.outages()
			.stream()
			.mapToLong((outage) -> (outage.lengthMs() != null) ? outage.lengthMs() : 0)
			.max()
			.orElse(0);
		boolean open = this.verdict.outages().stream().anyMatch(Outage::neverEnded);
		return (longest == 0) ? "none" : Format.duration(longest) + (open ? " +" : "");
	}

	private void figure(String name, String value, String what, boolean bad) {
		this.page.open("div", "class", bad ? "bad" : "plain").element("dt", name).element("dd", value);
		this.page.element("dd", what, "class", "soft").close().line();
	}

	private boolean isBad(String anomaly) {
		Long count = this.verdict.finding(anomaly).count();
		return count != null && count > 0;
	}

	private String count(String anomaly) {
		return FindingSection.count(this.verdict.finding(anomaly));
	}

}
