package dev.failoverlab.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Outage;

/** A verdict for somebody at a terminal, at most 92 letters wide where words can wrap. */
public final class TextReport {

	private static final String MARGIN = "  ";

	private final Verdict verdict;

	private final Style style;

	private final StringBuilder text = new StringBuilder();

	private TextReport(Verdict verdict, Style style) {
		this.verdict = verdict;
		this.style = style;
	}

	/**
	 * The account of a run.
	 * @param verdict what to report
	 * @param colours whether to use ANSI colours
	 * @return the text, with a line end at the end
	 */
	public static String of(Verdict verdict, boolean colours) {
		return new TextReport(verdict, colours ? Style.COLOUR : Style.PLAIN).account();
	}

	/**
	 * The account of a run, and where its files are.
	 * @param verdict what to report
	 * @param colours whether to use ANSI colours
	 * @param history the history that was judged
	 * @param report the report as JSON
	 * @return the text, with a line end at the end
	 */
	public static String of(Verdict verdict, boolean colours, Path history, Path report) {
		return of(verdict, colours) + "\nHistory   " + history + "\nReport    " + report + "\n";
	}

	private String account() {
		title();
		leaders();
		emails();
		outages();
		observed();
		findings();
		expectations();
		outcome();
		return this.text.toString();
	}

	private void title() {
		line(this.style.strong(Words.plain(this.verdict.scenario()))
				+ this.style.faint(Words.plain("   Kafka " + this.verdict.kafka() + ", " + this.verdict.backend())
						+ ", started " + this.verdict.started() + ", ran " + Words.length(this.verdict.durationMs())));
	}

	private void leaders() {
		List<Leaders> rows = this.verdict.leaders();
		List<Integer> partitions = rows.stream().flatMap((row) -> row.leader().keySet().stream()).distinct().toList();
		Table table = new Table(1, cells("Leader of", partitions.stream().map((partition) -> "P" + partition)));
		for (Leaders row : rows) {
			table.row(cells(when(row.when()), partitions.stream().map((partition) -> leader(row, partition))));
		}
		table(table);
	}

	private static String leader(Leaders row, int partition) {
		Integer leader = row.leader().get(partition);
		return (leader != null) ? String.valueOf(leader) : "-";
	}

	/** Names the fault in the second row, as far as an outage tells which it was. */
	private String when(String when) {
		if (!when.equals("after")) {
			return when;
		}
		return this.verdict.outages()
			.stream()
			.map(Outage::fault)
			.filter(Objects::nonNull)
			.findFirst()
			.map((fault) -> "after the " + Words.fault(fault))
			.orElse("after");
	}

	private void emails() {
		Table table = new Table(4, List.of("Emails", "", "", ""));
		table.row(List.of("sent", Words.count(this.verdict.sends().ok()) + " acknowledged",
				Words.count(this.verdict.sends().fail()) + " failed",
				Words.count(this.verdict.sends().info()) + " unknown"));
		table.row(List.of("in the log", count(Anomaly.LOST_WRITE) + " lost", count(Anomaly.DUPLICATE) + " duplicates",
				count(Anomaly.NONMONOTONIC_SEND) + " out of order"));
		Verdict.Deliveries deliveries = this.verdict.deliveries();
		table.row(List.of("delivered", Words.count(deliveries.once()) + " once",
				Words.count(deliveries.never()) + " never", Words.count(deliveries.more()) + " more than once"));
		Verdict.Latency latency = this.verdict.latency();
		table.row(List.of("send latency", "p50 " + Words.length(latency.p50()), "p99 " + Words.length(latency.p99()),
				"max " + Words.length(latency.max())));
		table(table);
		if (deliveries.more() > 0) {
			line(MARGIN + "The most that one email was delivered: " + deliveries.most() + " times.");
		}
	}

	private String count(Anomaly anomaly) {
		Long count = this.verdict.finding(anomaly).count();
		return (count != null) ? Words.count(count) : "?";
	}

	private void outages() {
		Table table = new Table(2, List.of("No writes to", "put down to", "times", "longest", "from", "detection",
				"recovery", "consumer"));
		int partitions = this.verdict.leaders().stream().mapToInt((row) -> row.leader().size()).max().orElse(0);
		for (int partition = 0; partition < partitions; partition++) {
			outages(table, partition);
		}
		table(table);
		if (this.verdict.outages().stream().anyMatch(Outage::neverEnded)) {
			line(MARGIN + "+ lasted to the end of the load, and was not seen to end.");
		}
	}

	/**
	 * A row for each cause: a busy machine has many short outages that nothing caused.
	 */
	private void outages(Table table, int partition) {
		String name = "partition " + partition;
		Map<String, List<Outage>> byCause = this.verdict.outages()
			.stream()
			.filter((outage) -> outage.partition() == partition)
			.collect(Collectors.groupingBy(TextReport::cause, LinkedHashMap::new, Collectors.toList()));
		byCause.forEach((cause, outages) -> table.row(row(name, cause, outages)));
		if (byCause.isEmpty()) {
			table.row(List.of(name, "no outage", "", "", "", "", "", ""));
		}
	}

	private static String cause(Outage outage) {
		return outage.observed() ? Words.cause(outage) : "nothing was sent";
	}

	private static List<String> row(String name, String cause, List<Outage> outages) {
		Outage longest = Collections.max(outages, Comparator.comparingLong(TextReport::length));
		if (!longest.observed()) {
			return List.of(name, cause, "", "", "", "", "", "");
		}
		return List.of(name, cause, Words.count(outages.size()),
				Words.length(longest.lengthMs()) + (longest.neverEnded() ? " +" : ""), Words.moment(longest.fromMs()),
				Words.length(longest.detectionMs()), Words.length(longest.recoveryMs()),
				Words.length(longest.consumerMs()));
	}

	private static long length(Outage outage) {
		return (outage.lengthMs() != null) ? outage.lengthMs() : 0;
	}

	private void observed() {
		if (!this.verdict.observed().isEmpty()) {
			heading("Observed");
			this.verdict.observed()
				.forEach((name, value) -> line(Words.wrap(Words.plain(name + ": " + value), MARGIN, MARGIN + MARGIN)));
		}
	}

	private void findings() {
		for (Finding finding : this.verdict.findings()) {
			if (finding.count() == null) {
				heading(finding.anomaly().word() + ": not known, for want of a scan in the consumer's isolation");
			}
			else if (finding.count() > 0) {
				finding(finding, finding.count());
			}
		}
	}

	private void finding(Finding finding, long count) {
		line("");
		line(this.style.bad(finding.anomaly().word()) + ": " + Words.count(count) + " "
				+ finding.anomaly().inWords(count));
		finding.examples()
			.stream()
			.map((example) -> new Sentences(finding.anomaly(), example).sentence())
			.forEach((sentence) -> line(Words.wrap(sentence, MARGIN + "- ", MARGIN + MARGIN)));
		if (count > finding.examples().size()) {
			line(MARGIN + "- and " + Words.count(count - finding.examples().size()) + " more");
		}
	}

	private void expectations() {
		heading("Expected");
		int width = this.verdict.expectations()
			.stream()
			.mapToInt((each) -> Words.plain(each.expect()).length())
			.max()
			.orElse(0);
		for (Met each : this.verdict.expectations()) {
			String word = each.met() ? this.style.good("met    ") : this.style.bad("NOT MET");
			String expected = Words.plain(each.expect());
			String padding = " ".repeat(width - expected.length());
			line(MARGIN + word + "  " + expected + padding + this.style.faint("   seen: " + each.seen()));
		}
		if (this.verdict.expectations().isEmpty()) {
			line(MARGIN + "nothing");
		}
	}

	private void outcome() {
		line("");
		line(switch (this.verdict.outcome()) {
			case PASS -> this.style.good("PASS") + "   every expectation was met";
			case FAIL -> this.style.bad("FAIL") + "   not met: " + notMet();
			case INVALID -> this.style.doubtful("INVALID") + "   nothing is proven, and the run says nothing";
		});
		this.verdict.reasons()
			.forEach((reason) -> line(Words.wrap(Words.plain(reason), MARGIN + "- ", MARGIN + MARGIN)));
	}

	private String notMet() {
		return this.verdict.expectations()
			.stream()
			.filter((each) -> !each.met())
			.map((each) -> Words.plain(each.expect()))
			.collect(Collectors.joining("; "));
	}

	private static List<String> cells(String first, Stream<String> others) {
		List<String> cells = new ArrayList<>(List.of(first));
		others.forEach(cells::add);
		return cells;
	}

	private void table(Table table) {
		List<String> lines = table.lines();
		heading(lines.get(0));
		lines.subList(1, lines.size()).forEach(this::line);
	}

	private void heading(String heading) {
		line("");
		line(this.style.strong(heading));
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

}
