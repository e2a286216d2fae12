package dev.failoverlab.lab.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.lab.scenario.Claim;
import dev.failoverlab.lab.scenario.KeyDocs;
import dev.failoverlab.lab.scenario.Matrix;
import dev.failoverlab.lab.scenario.Versions;
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
			pages.put("claims/" + claim.name() + ".md", new ClaimPage(claim, record(claim), new Markdown()).text());
		}
		pages.put("matrix.md", matrixPage());
		pages.put("faults.md", FaultsPage.text());
		return pages;
	}

	/**
	 * A page with its table of Kafka versions made anew.
	 * @param page the page as it is
	 * @return the page as it should be
	 */
	public static String withVersions(String page, Versions versions, Records records) {
		return new VersionsTable(versions, new VersionsPlan(versions, versions.cells(), 0).before().in(records).runs())
			.in(page);
	}

	/** The name of the record of a claim. */
	static String recordOf(Claim claim) {
		return "claims/" + claim.name();
	}

	/** The name of the record of a matrix. */
	static String recordOf(Matrix matrix, Backend backend) {
		return matrix.name() + "-" + backend.word();
	}

	private Optional<List<RunSummary>> record(Claim claim) {
		return this.records.read(recordOf(claim));
	}

	private String matrixPage() {
		Markdown page = new Markdown();
		page.heading(1, "The fault matrix");
		page.quote(this.matrix.question());
		page.paragraph(
				"Each cell shows the longest time in which the partition took no writes because of the fault; of several runs the median, and "
						+ "the shortest and the longest. Anomalies are listed where there were any. Unless a column says otherwise, each role is a node of its own.");
		page.bullets(this.matrix.cells().stream().flatMap(Pages::layout).distinct().toList());
		for (Backend backend : Backend.started()) {
			new MatrixTable(this.matrix, backend, this.records.read(recordOf(this.matrix, backend)).orElse(List.of()))
				.section(page);
		}
		page.heading(2, "Left out");
		page.bullets(this.matrix.without()
			.entrySet()
			.stream()
			.map((target) -> "`" + target.getKey() + "`: " + target.getValue())
			.toList());
		page.paragraph(
				"Made by `./lab docs` from [scenarios/matrix](../scenarios/matrix) and the last recorded runs; not to be edited by hand.");
		return page.toString();
	}

	private static Stream<String> layout(Matrix.Cell cell) {
		return Stream.ofNullable(cell.scenario()).map((scenario) -> {
			List<Integer> brokers = scenario.setup().layout().ids(Role.BROKER);
			return "`" + cell.target() + "`: nodes " + brokers + ", the partition on "
					+ scenario.topic().replicasOf(0, brokers) + ", its leader first";
		});
	}

	private String index() {
		Markdown page = new Markdown();
		page.heading(1, "The claims, put to the test");
		page.paragraph(
				"What is said of Kafka, in the two documents that this project began with, in Kafka's own proposals and as "
						+ "common advice, and what was seen when it was tried. *Confirmed*: what the claim predicts was seen in every run that can tell; *refined*: in some of them; "
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
