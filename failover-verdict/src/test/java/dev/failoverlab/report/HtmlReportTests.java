package dev.failoverlab.report;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlReportTests {

	private static final String EVIL = "<img src=x onerror=alert(1)>\"'&amp;</style><script>alert(2)</script>\u0000\u202E\n\u001B[2J";

	@Test
	void containsAllSections() throws Exception {
		Document page = parse(HtmlReport.of(JsonReportTests.history().verdict()));
		assertThat(texts(page, "h1")).containsExactly("by hand");
		assertThat(texts(page, "h2")).containsExactly("What went wrong", "Every send over time", "Who led",
				"When a partition accepted no writes", "What was expected", "What was checked",
				"The limits of this result");
		assertThat(texts(page, "h3"))
			.containsExactly("lost-write: 1 email that was acknowledged and is not in the log");
		assertThat(texts(page, "li").get(0)).contains("Email b was acknowledged at 1.500 s at offset 1 of partition 0",
				"ids b", "partition 0", "offsets 1", "times 0.007000 s, 1.500000 s", "history lines 8, 11");
		assertThat(texts(page, "td")).contains("after", "node 2", "kill of node 1", "0.01 s", "1.49 s", "1.40 s",
				"100 ms", "6 (fault), 8 (began), 10 (reported), 11 (ended)", "lost-write = 0", "outage < 15s",
				"int-nonmonotonic-send");
		assertThat(texts(page, "p")).contains("FAIL", "Nothing was sent to partition 1, so its outages are unknown.",
				"Expectations that were not met: lost-write = 0 (seen: 1).");
	}

	@Test
	void drawsEachPartitionWithItsFaultsOutagesAndLeaders() throws Exception {
		Document page = parse(HtmlReport.of(JsonReportTests.history().verdict()));
		List<Element> pictures = elements(page, "figure");
		assertThat(pictures).hasSize(1);
		assertThat(pictures.get(0).getTextContent()).contains("Partition 0", "kill of node 1",
				"in force from 0.01 s to 1.51 s", "no writes for 1.49 s", "leader 1 \u2192 2 at 1.40 s", "no answer",
				"1 ms", "1 s");
		assertThat(elements(page, "svg").stream().map((svg) -> svg.getAttribute("aria-label"))).contains(
				"Partition 0: 3 sends acknowledged, the slowest after 1.49 s; 1 without an acknowledgement. The tables"
						+ " contain the same data.");
	}

	@Test
	void isOneFileThatFetchesNothingAndRunsNothing() throws Exception {
		String page = HtmlReport.of(JsonReportTests.history().verdict());
		assertThat(page).doesNotContain("http:", "https:", "<script", "<link", "<img", "url(", "@import", "style=\"");
		Matcher style = Pattern.compile("<style>(.*)</style>", Pattern.DOTALL).matcher(page);
		assertThat(style.find()).isTrue();
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
		assertThat(page).contains("default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash)
				+ "'; base-uri 'none'; form-action 'none'");
		assertThat(style.group(1)).contains("prefers-color-scheme: dark", "@media print");
	}

	@Test
	void takesNothingFromTheHistoryForMarkup() throws Exception {
		TestHistory history = TestHistory.of(1).phase(Phase.LOAD);
		history.invoke(EVIL, EVIL, 0).ok(EVIL, EVIL, 0, 1).invoke(EVIL, EVIL + 2, 0).ok(EVIL, EVIL + 2, 0, 0);
		history.add(new Event.FaultChange(9_000_000, FaultChange.BEGIN, EVIL, 1, null, EVIL, EVIL, null, EVIL));
		history.at(20).scan("0:1:" + EVIL.replace(":", ";"), "0:9:z").poll("c", "0:0:x");
		String page = HtmlReport.of(history.verdict());
		assertThat(page).doesNotContain("<img", "<script", "\u0000", "\u202E", "\u001B");
		Document document = parse(page);
		assertThat(elements(document, "style")).hasSize(1);
		assertThat(texts(document, "code")).anySatisfy((text) -> assertThat(text).contains(
				"<img src=x onerror=alert(1)>\"'&amp;</style><script>alert(2)</script>\\u0000\\u202e\\u000a\\u001b[2J"));
	}

	@Test
	void leavesNoSlowSendOutHoweverManyThereAre() throws Exception {
		TestHistory history = TestHistory.of(1).phase(Phase.LOAD);
		for (int i = 0; i < 20_000; i++) {
			double ms = 10 + i * 2.0;
			history.at(ms).invoke("p", "s" + i, 0).at(ms + ((i == 7_777) ? 1.9 : 1)).ok("p", "s" + i, 0, i);
		}
		String page = HtmlReport.of(history.verdict());
		assertThat(page.length()).isLessThan(100_000);
		Element some = elements(parse(page), "path").stream()
			.filter((path) -> path.getAttribute("class").equals("dots few"))
			.findFirst()
			.orElseThrow();
		assertThat(some.getAttribute("d").split("M")).hasSize(2);
	}

	@Test
	void foldsManyPartitionsAwayAndDrawsSixtyFourAtMost() throws Exception {
		TestHistory history = TestHistory.of(70);
		for (int partition = 0; partition < 70; partition++) {
			history.sent("a" + partition, partition, 0);
		}
		Document page = parse(HtmlReport.of(history.verdict()));
		assertThat(elements(page, "figure")).hasSize(64);
		assertThat(texts(page, "summary")).containsExactly("56 more partitions");
		assertThat(texts(page, "p")).contains("6 more partitions are not drawn, but are in the tables.");
	}

	@Test
	void saysWhyARunIsInconclusive() throws Exception {
		Document page = parse(HtmlReport.of(TestHistory.of(1).expect("lost-write = 0").verdict()));
		assertThat(texts(page, "p")).contains("INCONCLUSIVE", "Nothing was acknowledged.", "Nothing was sent.",
				"The log was not read to its end on partition 0.", "This run is inconclusive: it proves nothing.");
	}

	@Test
	void isTheSameForTheSameHistory() {
		assertThat(HtmlReport.of(JsonReportTests.history().verdict()))
			.isEqualTo(HtmlReport.of(JsonReportTests.history().verdict()));
	}

	/** The page is XML as well, but for its first line: nothing in it is left open. */
	private static Document parse(String page) throws Exception {
		assertThat(page).startsWith("<!DOCTYPE html>\n");
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		return factory.newDocumentBuilder()
			.parse(new InputSource(new StringReader(page.substring(page.indexOf('\n')))));
	}

	private static List<Element> elements(Document page, String name) {
		NodeList nodes = page.getElementsByTagName(name);
		List<Element> elements = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			elements.add((Element) nodes.item(i));
		}
		return elements;
	}

	private static List<String> texts(Document page, String name) {
		return elements(page, name).stream().map(Element::getTextContent).toList();
	}

}
