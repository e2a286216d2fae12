package dev.failoverlab.lab.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.lab.scenario.KeyDocs;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.report.TextTable;
import dev.failoverlab.report.TextTable.Column;

/**
 * The generated documents: a page for each claim, an index, the matrix, and the faults.
 *
 * @param claims the claims
 * @param matrix the matrix
 * @param records their last recorded runs
 */
public record Pages(List<Claim> claims, Matrix matrix, Records records) {

	/**
	 * All pages: the same files and records give the same texts.
	 * @return each page's path below {@code docs}, and its text
	 */
	public Map<String, String> all() {
		Map<String, String> pages = new LinkedHashMap<>();
		KeyDocs.schemas().forEach((name, text) -> pages.put("../scenarios/" + name, text));
		pages.put("claims/README.md", index());
		for (Claim claim : this.claims) {
			pages.put("claims/" + claim.name() + ".md", new ClaimPage(claim, record(claim)).text());
		}
		pages.put("matrix.md", matrixPage());
		pages.put("faults.md", FaultsPage.text());
		return pages;
	}

	/** The name of the record of a claim. */
	static String recordOf(Claim claim) {
		return "claims/" + claim.name();
	}

	/** The name of the record of the matrix. */
	static String recordOf(Backend backend) {
		return "matrix-" + backend.word();
	}

	private Optional<List<RunSummary>> record(Claim claim) {
		return this.records.read(recordOf(claim));
	}

	private String matrixPage() {
		Markdown page = new Markdown();
		page.heading(1, "The fault matrix");
		page.quote(this.matrix.question());
		boolean any = false;
		for (Backend backend : Backend.values()) {
			Optional<List<RunSummary>> runs = this.records.read(recordOf(backend)).filter((all) -> !all.isEmpty());
			runs.ifPresent((all) -> new MatrixTable(this.matrix, all).section(page));
			any |= runs.isPresent();
		}
		if (!any) {
			page.paragraph(
					"**Not recorded yet.** `./lab run matrix --record` plays it, and `./lab docs` makes this page anew.");
		}
		page.paragraph(
				"A cell that says *not run* was not recorded; partition needs containers, for processes have no network of their own. "
						+ "Made by `./lab docs` from [scenarios/matrix](../scenarios/matrix) and the last recorded runs; not to be edited by hand.");
		return page.toString();
	}

	private String index() {
		Markdown page = new Markdown();
		page.heading(1, "The claims, put to the test");
		page.paragraph(
				"What the two documents that this project began with say of Kafka, and what was seen when it was "
						+ "tried. *Confirmed*: what the claim predicts was seen in every run that can tell; *refined*: in some of them; "
						+ "*refuted*: in none. `./lab run claims` plays them all, `./lab run claims/NAME` one.");
		page.table(
				new TextTable<>(
						List.of(Column.text("name", (claim) -> "[" + claim.name() + "](" + claim.name() + ".md)"),
								Column.text("claim", Claim::claim), Column.text("conclusion", this::conclusion)),
						this.claims));
		page.paragraph("Made by `./lab docs`; not to be edited by hand.");
		return page.toString();
	}

	private String conclusion(Claim claim) {
		return record(claim).map((runs) -> Conclusion.of(runs).word()).orElse("not recorded yet");
	}

}
