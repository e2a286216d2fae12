package dev.failoverlab.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Event.FaultChange;
import dev.failoverlab.history.Event.Phase;
import dev.failoverlab.history.TestHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class PageTests {

	private static final String EVIL = "<img src=x onerror=alert(1)>\"'&amp;</style><script>alert(2)</script>\u0000\u202E\n\u001B[2J{{data}}";

	private static final String NAME = EVIL.replace("\"", "");

	private static final JsonMapper JSON = new JsonMapper();

	@TempDir
	private Path folder;

	@Test
	void isOneDocumentThatFetchesNothingAndRunsOnlyItsOwnScript() throws Exception {
		String page = report(JsonReportTests.history());
		assertThat(page).doesNotContain("href=\"http", "<img", " src=", "@import", "style=\"");
		assertThat(page)
			.contains("default-src 'none'; script-src " + hash(page, "<script type=\"module\">", "</script>")
					+ "; style-src " + hash(page, "<style>", "</style>") + "; img-src data:; connect-src 'none'; ");
		assertThat(page).contains("prefers-color-scheme: dark", "prefers-reduced-motion", "@media print");
	}

	@Test
	void containsTheReportAndTheHistoryWithoutTheScans() throws Exception {
		TestHistory history = JsonReportTests.history();
		String page = report(history);
		assertThat(data(page).get("report")).isEqualTo(JSON.readTree(JsonReport.of(history.verdict())));
		List<String> packed = history(page);
		List<String> original = Files.readAllLines(this.folder.resolve("history.ndjson"));
		assertThat(packed).hasSameSizeAs(original);
		for (int i = 0; i < packed.size(); i++) {
			boolean scan = original.get(i).contains("\"scan\"");
			assertThat(packed.get(i)).isEqualTo(scan ? "" : original.get(i));
		}
	}

	@Test
	void takesNothingFromTheHistoryForMarkup() throws Exception {
		TestHistory history = TestHistory.of(1).phase(Phase.LOAD);
		history.invoke(EVIL, EVIL, 0).ok(EVIL, EVIL, 0, 1).invoke(EVIL, EVIL + 2, 0).ok(EVIL, EVIL + 2, 0, 0);
		history.add(new Event.FaultChange(9_000_000, FaultChange.BEGIN, EVIL, 1, null, EVIL, EVIL, null, EVIL));
		String page = report(history.at(20).observation(NAME, EVIL));
		assertThat(page).doesNotContain("<img", "alert(2)</script>", "\u0000", "\u001B");
		assertThat(data(page).at("/report/observed").properties()).extracting(Map.Entry::getKey).containsExactly(NAME);
	}

	@Test
	void aMinuteOfThreeHundredEmailsASecondIsUnderOneMegabyte() throws Exception {
		TestHistory history = TestHistory.of(3).phase(Phase.LOAD);
		Random random = new Random(1);
		for (int i = 0; i < 18_000; i++) {
			String id = (i % 3) + "-" + (i / 3);
			double sent = 1000 + i * 3.333 + random.nextDouble();
			history.at(sent).invoke("sender-" + (i % 3), id, i % 3);
			history.at(sent + random.nextDouble()).ok("sender-" + (i % 3), id, i % 3, i / 3);
			history.at(sent + 1 + random.nextDouble()).poll("reader", (i % 3) + ":" + (i / 3) + ":" + id);
		}
		assertThat(report(history).length()).isBetween(300_000, 1_000_000);
	}

	@Test
	void aLivePageFetchesOnlyFromItsOwnHost() throws Exception {
		String page = Page.live(Map.of("power", true, "commands", "lab"));
		assertThat(page).contains("connect-src 'self'");
		assertThat(data(page)).isEqualTo(JSON.valueToTree(Map.of("mode", "live", "power", true, "commands", "lab")));
		assertThat(Page.replay(Map.of())).contains("\"mode\":\"replay\"");
	}

	@Test
	void allLanguagesHaveAllTexts() {
		JsonNode texts = JSON.readTree(part(Page.replay(Map.of()), "id=\"texts\">", "</script>"));
		JsonNode korean = texts.get("ko");
		assertThat(korean.propertyNames()).containsExactlyInAnyOrderElementsOf(texts.get("en").propertyNames())
			.contains("story.calm", "why.unexplained", "anomaly.lost-write");
		texts.get("en")
			.properties()
			.forEach((each) -> assertThat(names(korean.get(each.getKey()))).as(each.getKey())
				.containsExactlyInAnyOrderElementsOf(names(each.getValue())));
	}

	@Test
	void everyTextThatAModuleNamesIsThere() throws Exception {
		JsonNode english = JSON.readTree(PageSource.text("text/en.json"));
		Pattern named = Pattern.compile("\\btext\\('(?!why\\.)([a-z0-9.]+)'");
		try (Stream<Path> modules = Files.list(Path.of("src/main/resources/dev/failoverlab/report/page"))) {
			List<String> keys = modules.filter((file) -> file.toString().endsWith(".js"))
				.flatMap((file) -> named.matcher(PageSource.text(file.getFileName().toString())).results())
				.map((found) -> found.group(1))
				.toList();
			assertThat(keys).hasSizeGreaterThan(50).allMatch((key) -> english.has(key));
		}
	}

	private String report(TestHistory history) throws Exception {
		return Page.report(history.verdict(), Files.write(this.folder.resolve("history.ndjson"), history.bytes()));
	}

	private static List<String> names(JsonNode text) {
		return Pattern.compile("\\{\\w+}")
			.matcher(text.stringValue())
			.results()
			.map(MatchResult::group)
			.distinct()
			.toList();
	}

	private static JsonNode data(String page) {
		return JSON.readTree(part(page, "<script type=\"application/json\" id=\"data\">", "</script>"));
	}

	private static List<String> history(String page) throws Exception {
		byte[] packed = Base64.getDecoder()
			.decode(part(page, "<script type=\"text/plain\" id=\"history\">", "</script>"));
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
			return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
		}
	}

	private static String hash(String page, String begin, String end) throws Exception {
		byte[] text = part(page, begin, end).getBytes(StandardCharsets.UTF_8);
		return "'sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text)) + "'";
	}

	private static String part(String page, String begin, String end) {
		int from = page.indexOf(begin) + begin.length();
		return page.substring(from, page.indexOf(end, from));
	}

}
