package dev.failoverlab.lab.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.lab.run.RunSummary.LongestOutage;
import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.verdict.Verdict.Met;
import org.jspecify.annotations.Nullable;

/**
 * The page of one claim, in Markdown: all of it from its file and its last record.
 */
final class ClaimPage {

	private final Claim claim;

	private final Optional<List<RunSummary>> record;

	private final Markdown page = new Markdown();

	ClaimPage(Claim claim, Optional<List<RunSummary>> record) {
		this.claim = claim;
		this.record = record;
	}

	String text() {
		this.page.heading(1, this.claim.name());
		this.page.quote(this.claim.claim());
		this.page.paragraph("Source: " + this.claim.source());
		this.record.ifPresentOrElse(this::seen, () -> this.page.paragraph("**Not recorded yet.** `./lab run claims/"
				+ this.claim.name() + " --record` plays it, and `./lab docs` makes this page anew."));
		this.page.paragraph("*Truth:* " + this.claim.truth());
		this.page.heading(2, "What was run");
		this.claim.runs().forEach(this::run);
		this.record.ifPresent((runs) -> {
			this.page.heading(2, "In detail");
			runs.forEach(this::detail);
		});
		this.page.paragraph("Made by `./lab docs` from [the claim's file](../../scenarios/claims/" + this.claim.name()
				+ ".yaml) and its last recorded runs; not to be edited by hand.");
		return this.page.toString();
	}

	private void seen(List<RunSummary> runs) {
		this.page.paragraph("**" + capital(Conclusion.of(runs).word()) + "**, as seen on Kafka " + runs.get(0).kafka()
				+ " (" + runs.get(0).backend() + ") on "
				+ runs.get(0).started().toString().substring(0, "2026-01-01".length()) + ".");
		this.page.heading(2, "What was seen");
		this.page.header("run", "the claim", "acknowledged", "anomalies", "longest without a write", "took");
		for (RunSummary run : runs) {
			this.page.row(run.name(), RunText.held(run), RunText.count(run.acknowledged()), RunText.anomalies(run),
					RunText.outage(run), RunText.length(run.durationMs()));
		}
		this.page.end();
	}

	private void run(Claim.Run run) {
		this.page.heading(3, run.name());
		this.page.bullets(Setting.inWords(run.scenario()));
	}

	private void detail(RunSummary run) {
		this.page.heading(3, run.name());
		this.page.header("", "expected", "seen", "so it was");
		run.predicted().forEach((each) -> row("the claim", each));
		run.expected().forEach((each) -> row("known to be true", each));
		this.page.end();
		run.reasons().forEach(this.page::paragraph);
		outages(run);
		observed(run.observed());
	}

	private void row(String who, Met each) {
		this.page.row(who, each.expect(), each.seen(), each.met() ? "yes" : "no");
	}

	private void outages(RunSummary run) {
		if (run.outages().isEmpty()) {
			return;
		}
		this.page.header("no writes, put down to", "longest", "on partition", "detection", "recovery");
		for (LongestOutage each : run.outages()) {
			this.page.row(each.cause(), RunText.length(each.lengthMs()) + (each.ended() ? "" : ", never ended"),
					String.valueOf(each.partition()), length(each.detectionMs()), length(each.recoveryMs()));
		}
		this.page.end();
	}

	private static String length(@Nullable Long ms) {
		return (ms != null) ? RunText.length(ms) : "";
	}

	private void observed(Map<String, Object> observed) {
		if (!observed.isEmpty()) {
			this.page.header("observed", "seen");
			observed.forEach((name, value) -> this.page.row(name, String.valueOf(value)));
			this.page.end();
		}
	}

	private static String capital(String word) {
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

}
