package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Observation;
import dev.failoverlab.verdict.Verdict.Outage;

/** When each partition took no writes, how long, why, and how that is known. */
final class OutageSection {

	/** Short ones that nothing caused are many on a busy machine. */
	private static final int MOST = 40;

	private final Verdict verdict;

	private final Markup page;

	OutageSection(Verdict verdict, Markup page) {
		this.verdict = verdict;
		this.page = page;
	}

	void write() {
		this.page.element("h2", "When a partition accepted no writes").line();
		List<Outage> outages = this.verdict.outages().stream().filter(Outage::observed).toList();
		List<Outage> shown = longest(outages);
		if (shown.isEmpty()) {
			this.page.element("p", "Never for 100 ms or longer.").line();
		}
		else {
			table(shown);
		}
		if (outages.size() > shown.size()) {
			this.page
				.element("p",
						Format.count(outages.size() - shown.size())
								+ " shorter ones are left out; report.json has all.")
				.line();
		}
		unobserved();
	}

	private static List<Outage> longest(List<Outage> outages) {
		if (outages.size() <= MOST) {
			return outages;
		}
		List<Outage> longest = new ArrayList<>(outages);
		longest.sort(Comparator.comparing((Outage outage) -> outage.fault() == null)
			.thenComparing((outage) -> (outage.lengthMs() != null) ? -outage.lengthMs() : 0));
		return outages.stream().filter(longest.subList(0, MOST)::contains).toList();
	}

	private void table(List<Outage> outages) {
		HtmlTable table = HtmlTable.withRemarks(this.page, "Outages of each partition", 2, "Partition", "During",
				"From", "To", "Length", "Detection", "Recovery", "Consumer", "Lines of the history");
		for (Outage outage : outages) {
			table.row((outage.fault() != null) ? "caused" : "", String.valueOf(outage.partition()),
					Format.cause(outage), Format.moment(outage.fromMs()), Format.moment(outage.toMs()),
					Format.duration(outage.lengthMs()), Format.duration(outage.detectionMs()),
					Format.duration(outage.recoveryMs()), Format.duration(outage.consumerMs()),
					outage.basis().stream().map(OutageSection::basis).collect(Collectors.joining(", ")));
		}
		table.end();
		this.page.element("p", "Length: from the last acknowledgement, or the first email that had to wait, to the next"
				+ " acknowledgement. Detection: from the request of the fault until a node reported another leader, or in-sync"
				+ " replicas without the faulty node. Recovery: from then to the first acknowledgement. Consumer: the longest"
				+ " time that the consumer handled nothing although there were emails. A dash means: not observed."
				+ " The usual cause of outages without a fault is a busy machine.", "class", "soft")
			.line();
	}

	private static String basis(Observation observation) {
		return observation.line() + switch (observation.sign()) {
			case BEGAN -> " (began)";
			case FAULT -> " (fault)";
			case DETECTED -> " (reported)";
			case ENDED -> " (ended)";
		};
	}

	private void unobserved() {
		List<String> partitions = this.verdict.outages()
			.stream()
			.filter((outage) -> !outage.observed())
			.map((outage) -> String.valueOf(outage.partition()))
			.toList();
		if (!partitions.isEmpty()) {
			this.page
				.element("p",
						"Nothing was sent to partition " + String.join(", ", partitions)
								+ ", so its outages are unknown.")
				.line();
		}
	}

}
