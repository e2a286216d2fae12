package dev.failoverlab.report;

/** A table with a caption for those who cannot see it, and a heading for each column. */
final class HtmlTable {

	private final Markup page;

	/** How many columns hold words; the rest hold numbers. */
	private final int words;

	/** The column of remarks, which gets what room is left; -1 for none. */
	private final int remarks;

	/** A table of words and numbers. */
	HtmlTable(Markup page, String caption, int words, String... heading) {
		this(page, caption, words, -1, heading);
	}

	private HtmlTable(Markup page, String caption, int words, int remarks, String... heading) {
		this.page = page;
		this.words = words;
		this.remarks = remarks;
		page.open("div", "class", "wide").open("table").element("caption", caption).line();
		page.open("thead").open("tr");
		for (int column = 0; column < heading.length; column++) {
			page.element("th", heading[column], "scope", "col", "class", kind(column));
		}
		page.close().close().open("tbody").line();
	}

	/** The same with remarks in the last column. */
	static HtmlTable withRemarks(Markup page, String caption, int words, String... heading) {
		return new HtmlTable(page, caption, words, heading.length - 1, heading);
	}

	/**
	 * A row.
	 * @param kind what kind of row it is, for the style sheet
	 * @param cells its cells
	 */
	void row(String kind, String... cells) {
		this.page.open("tr", "class", kind);
		for (int column = 0; column < cells.length; column++) {
			this.page.element("td", cells[column], "class", kind(column));
		}
		this.page.close().line();
	}

	void end() {
		this.page.close().close().close().line();
	}

	private String kind(int column) {
		if (column == this.remarks) {
			return "words soft";
		}
		return (column < this.words) ? "words" : "number";
	}

}
