package dev.failoverlab.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Verdict;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page as one document that fetches nothing from another host: styles, script, texts
 * and, for a report, the verdict and the history. Its Content-Security-Policy allows just
 * this script and these styles, by their hashes. Data are in elements that a browser does
 * not run.
 */
public final class Page {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern PART = Pattern.compile("\\{\\{(.+?)}}");

	private static final String STYLE = PageSource.webjar("uplot", "dist/uPlot.min.css") + PageSource.text("page.css");

	private static final String SCRIPT = PageSource.webjar("uplot", "dist/uPlot.iife.min.js") + "\n"
			+ PageSource.script("app");

	private static final String TEXTS = json(texts());

	private Page() {
	}

	/**
	 * The report of a run, which can be replayed.
	 * @param verdict what to report
	 * @param history the history that was judged
	 * @return an HTML document that needs no other file
	 */
	public static String report(Verdict verdict, Path history) {
		return document(json(Map.of("mode", "report", "report", JSON.readTree(JsonReport.of(verdict)))),
				PackedHistory.of(history), "'none'", Format.outcome(verdict.outcome()) + ": " + verdict.scenario());
	}

	/**
	 * The page of a lab that is up.
	 * @param settings what the page has to know: {@code events}, {@code power},
	 * {@code commands}
	 * @return an HTML document that follows the history of the host that it comes from
	 */
	public static String live(Map<String, Object> settings) {
		return fetching("live", settings);
	}

	/**
	 * The page that replays a history.
	 * @param settings what the page has to know: {@code history}, {@code report}
	 * @return an HTML document that fetches the history from the host that it comes from
	 */
	public static String replay(Map<String, Object> settings) {
		return fetching("replay", settings);
	}

	private static String fetching(String mode, Map<String, Object> settings) {
		Map<String, Object> data = new LinkedHashMap<>(settings);
		data.put("mode", mode);
		return document(json(data), "", "'self'", "Kafka failover lab");
	}

	private static String document(String data, String history, String connect, String title) {
		String policy = "default-src 'none'; script-src " + hash(SCRIPT) + "; style-src " + hash(STYLE)
				+ "; img-src data:; connect-src " + connect + "; base-uri 'none'; form-action 'none'";
		String html = PageSource.text("index.html");
		Map<String, String> parts = Map.of("policy", policy, "title", escaped(title), "style", STYLE, "script", SCRIPT,
				"texts", TEXTS, "data", data, "history", history);
		return PART.matcher(html)
			.replaceAll((part) -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(part.group(1)))));
	}

	/** By language; what an anomaly means is in English in its class. */
	private static Map<String, ObjectNode> texts() {
		ObjectNode english = texts("en");
		Anomaly.all().forEach((each) -> english.put("anomaly." + each.word(), each.explanation()));
		return new TreeMap<>(Map.of("en", english, "ko", texts("ko")));
	}

	/** The page's own texts, and those of explanations under {@code why.}. */
	private static ObjectNode texts(String language) {
		ObjectNode all = (ObjectNode) JSON.readTree(PageSource.text("text/" + language + ".json"));
		JSON.readTree(PageSource.text("/dev/failoverlab/report/why." + language + ".json"))
			.properties()
			.forEach((each) -> all.set("why." + each.getKey(), each.getValue()));
		return all;
	}

	/** In an element of HTML, a {@code <} could end it. */
	private static String json(Object value) {
		return JSON.writeValueAsString(value).replace("<", "\\u003c");
	}

	private static String escaped(String text) {
		return Format.plain(text).replace("&", "&amp;").replace("<", "&lt;");
	}

	private static String hash(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Java has no SHA-256", ex);
		}
	}

}
