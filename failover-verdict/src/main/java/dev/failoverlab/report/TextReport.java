package dev.failoverlab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.report.TextTable.Column;
import dev.failoverlab.verdict.Explanation;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Outage;

/** A verdict for a terminal, at most 92 letters wide where words can wrap. */
public final class TextReport {

	private static final String MARGIN = "  ";

	private final Verdict verdict;

	private final StringBuilder text = new StringBuilder();

	private TextReport(Verdict verdict) {
		this.verdict = verdict;
	}

	/**
	 * The report on a run.
	 * @param verdict what to report
	 * @param colours whether to use ANSI colours
	 * @return the text, with a line end at the end
	 */
	public static String of(Verdict verdict, boolean colours) {
		String text = new TextReport(verdict).report();
		return colours ? text : Palette.strip(text);
	}

	/**
	 * The report for someone who has just seen the run: without its name, repeated rows
	 * and the expectations that are met, and with a sentence that sums it up.
	 * @param verdict what to report
	 * @param colours whether to use ANSI colours
	 * @return the text, with a line end at the end
	 */
	public static String brief(Verdict verdict, boolean colours) {
		String text = new TextReport(verdict).briefReport();
		return colours ? text : Palette.strip(text);
	}

	private String report() {
		title();
		section(leaders(this.verdict.leaders()));
		stateChanges();
		section(emails());
		outages();
		reasons(this.verdict.why().stream().map(WhyText::sentence).toList());
		section(expectations(this.verdict.expectations()));
		outcome();
		return this.text.toString();
	}

	private String briefReport() {
		section(leaders(changes(this.verdict.leaders())));
		section(emails());
		// The sentences say it all, as long as all is well.
		if (this.verdict.why().isEmpty() || this.verdict.outcome() != Outcome.PASS) {
			outages();
		}
		reasons(briefly(this.verdict.why()));
		List<Met> notMet = this.verdict.expectations().stream().filter((each) -> !each.met()).toList();
		if (!notMet.isEmpty()) {
			section(expectations(notMet));
		}
		outcome();
		wrapped(summary(), "");
		return this.text.substring(1);
	}

	/** Without the rows in which all leaders are as before. */
	private static List<Leaders> changes(List<Leaders> all) {
		return IntStream.range(0, all.size())
			.filter((row) -> row == 0 || !all.get(row).leader().equals(all.get(row - 1).leader()))
			.mapToObj(all::get)
			.toList();
	}

	private String summary() {
		LongSummaryStatistics outages = this.verdict.outages()
			.stream()
			.map(Outage::lengthMs)
			.filter(Objects::nonNull)
			.mapToLong(Long::longValue)
			.summaryStatistics();
		return Format.count(this.verdict.sends().ok(), "email") + " acknowledged: " + count("lost-write") + " lost, "
				+ Format.count(this.verdict.deliveries().never()) + " never delivered; writes "
				+ ((outages.getCount() > 0) ? "stopped for at most " + Format.duration(outages.getMax()) + "."
						: "never stopped.");
	}

	private void title() {
		line(Palette.STRONG.paint(Format.plain(this.verdict.scenario())) + Palette.FAINT
			.paint(Format.plain("   Kafka " + this.verdict.kafka() + ", " + this.verdict.backend()) + ", started "
					+ this.verdict.started() + ", ran " + Format.duration(this.verdict.durationMs())));
		if (this.verdict.question() != null) {
			wrapped(Format.plain(this.verdict.question()), "");
		}
		String settings = Conditions.settings(this.verdict);
		if (!settings.isEmpty()) {
			wrapped(settings, "with ");
		}
	}

	private List<String> leaders(List<Leaders> rows) {
		List<Column<Leaders>> columns = new ArrayList<>();
		columns.add(Column.text("Leader of", (row) -> when(row.when())));
		rows.stream()
			.flatMap((row) -> row.leader().keySet().stream())
			.distinct()
			.forEach((partition) -> columns
				.add(Column.number("P" + partition, (row) -> Objects.toString(row.leader().get(partition), "-"))));
		return new TextTable<>(columns, rows).lines();
	}

	/** Names the fault in the second row, if an outage refers to it. */
	private String when(String when) {
		if (!when.equals("after")) {
			return when;
		}
		return this.verdict.outages()
			.stream()
			.map(Outage::phrase)
			.filter(Objects::nonNull)
			.findFirst()
			.map((phrase) -> "after the " + Format.plain(phrase))
			.orElse("after");
	}

	private List<String> emails() {
		Verdict.Sends sends = this.verdict.sends();
		Verdict.Deliveries deliveries = this.verdict.deliveries();
		Verdict.Latency latency = this.verdict.latency();
		List<List<String>> rows = List.of(
				List.of("sent", Format.count(sends.ok()) + " acknowledged", Format.count(sends.fail()) + " failed",
						Format.count(sends.info()) + " unknown"),
				List.of("in the log", count("lost-write") + " lost", count("duplicate") + " duplicates",
						count("nonmonotonic-send") + " out of order"),
				List.of("delivered", Format.count(deliveries.once()) + " once",
						Format.count(deliveries.never()) + " never",
						Format.count(deliveries.more()) + " more than once"),
				List.of("send latency", "p50 " + Format.duration(latency.p50()),
						"p99 " + Format.duration(latency.p99()), "max " + Format.duration(latency.max())));
		List<Column<List<String>>> columns = IntStream.range(0, 4)
			.mapToObj((column) -> Column.<List<String>>text((column == 0) ? "Emails" : "", (row) -> row.get(column)))
			.toList();
		List<String> lines = new ArrayList<>(new TextTable<>(columns, rows).lines());
		if (sends.notJudged() > 0) {
			lines.add(MARGIN + Format.count(sends.notJudged(), "email")
					+ " not judged: removed by retention before the log was read.");
		}
		if (sends.foreignRecords() > 0) {
			lines.add(MARGIN + Format.count(sends.foreignRecords(), "record")
					+ " in the log came from no sender of the run.");
		}
		if (deliveries.more() > 0) {
			lines.add(MARGIN + "One email was delivered " + deliveries.most() + " times, the most of all.");
		}
		if (this.verdict.share() != null) {
			lines.addAll(share(this.verdict.share()));
		}
		return lines;
	}

	private static List<String> share(Verdict.ShareCounts share) {
		return List.of(
				MARGIN + "Share group: " + Format.count(share.acquired()) + " handed out, "
						+ Format.count(share.accepted()) + " accepted, " + Format.count(share.released())
						+ " released, " + Format.count(share.rejected()) + " rejected.",
				MARGIN + "Acknowledgements: " + Format.count(share.confirmed()) + " without an error, "
						+ Format.count(share.refused()) + " with an error, " + Format.count(share.unanswered())
						+ " without an outcome.");
	}

	private String count(String anomaly) {
		Long count = this.verdict.finding(anomaly).count();
		return (count != null) ? Format.count(count) : "?";
	}

	private void outages() {
		section(OutageTable.lines(this.verdict));
		if (this.verdict.outages().stream().anyMatch(Outage::neverEnded)) {
			line(MARGIN + "+ had not ended when the load ended.");
		}
	}

	private void stateChanges() {
		List<String> changes = Conditions.changes(this.verdict);
		if (!changes.isEmpty()) {
			heading("Changes");
			changes.forEach((change) -> line(Format.plain(change)));
		}
	}

	private void reasons(List<String> why) {
		if (!why.isEmpty()) {
			heading("Why");
			why.forEach((sentence) -> wrapped(sentence, MARGIN));
		}
		observed();
		findings();
	}

	/** A busy machine has many stops that no event explains: they share a sentence. */
	private static List<String> briefly(List<Explanation> why) {
		LongSummaryStatistics unexplained = why.stream()
			.filter(TextReport::isUnexplained)
			.mapToLong((each) -> ((Number) each.parameters().getOrDefault("longest_ms", 0)).longValue())
			.summaryStatistics();
		if (unexplained.getCount() < 2) {
			return why.stream().map(WhyText::sentence).toList();
		}
		String many = WhyText.text("unexplained.many",
				Map.of("count", unexplained.getCount(), "longest_ms", unexplained.getMax()));
		return Stream
			.concat(why.stream().filter((each) -> !isUnexplained(each)).map(WhyText::sentence), Stream.of(many + "."))
			.toList();
	}

	private static boolean isUnexplained(Explanation explanation) {
		return explanation.key().equals("unexplained");
	}

	private void observed() {
		if (!this.verdict.observed().isEmpty()) {
			heading("Observed");
			this.verdict.observed().forEach((name, value) -> wrapped(Format.plain(name + ": " + value), MARGIN));
		}
	}

	private void findings() {
		for (Finding finding : this.verdict.findings()) {
			if (finding.count() == null) {
				heading(finding.anomaly().word() + ": not known, " + finding.unknownBecause());
			}
			else if (finding.count() > 0) {
				finding(finding, finding.count());
			}
		}
	}

	private void finding(Finding finding, long count) {
		line("");
		line(Palette.BAD.paint(finding.anomaly().word()) + ": " + Format.count(count) + " "
				+ finding.anomaly().description(count));
		finding.examples().forEach((example) -> wrapped(Format.sentence(finding.anomaly(), example), MARGIN + "- "));
		if (count > finding.examples().size()) {
			line(MARGIN + "- and " + Format.count(count - finding.examples().size()) + " more");
		}
	}

	private static List<String> expectations(List<Met> rows) {
		List<Column<Met>> columns = List.of(
				Column.text("Expected",
						(each) -> each.met() ? Palette.GOOD.paint("met") : Palette.BAD.paint("NOT MET")),
				Column.text("", (each) -> Format.plain(each.expect())),
				Column.text("seen", (each) -> Palette.FAINT.paint(Format.plain(each.seen()))));
		return rows.isEmpty() ? List.of("Expected", "nothing") : new TextTable<>(columns, rows).lines();
	}

	private void outcome() {
		Outcome outcome = this.verdict.outcome();
		line("");
		line(Palette.of(outcome).paint(Format.outcome(outcome).toUpperCase(Locale.ROOT)) + "   " + switch (outcome) {
			case PASS -> "%1$d of %1$d expectations met".formatted(this.verdict.expectations().size());
			case FAIL -> "not met: " + notMet();
			case INVALID -> "the run proves nothing:";
		});
		this.verdict.reasons().forEach((reason) -> wrapped(Format.plain(reason), MARGIN + "- "));
	}

	private String notMet() {
		return this.verdict.expectations()
			.stream()
			.filter((each) -> !each.met())
			.map((each) -> Format.plain(each.expect()))
			.collect(Collectors.joining("; "));
	}

	private void section(List<String> lines) {
		heading(lines.get(0));
		lines.subList(1, lines.size()).forEach(this::line);
	}

	private void heading(String heading) {
		line("");
		line(Palette.STRONG.paint(heading));
	}

	private void wrapped(String text, String first) {
		line(Format.wrap(text, first, MARGIN + MARGIN));
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

}
