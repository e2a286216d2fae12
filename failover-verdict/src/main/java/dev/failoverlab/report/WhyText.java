package dev.failoverlab.report;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.Explanation;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Outage;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Explanations as English sentences, from the texts in {@code why.en.json}. How a
 * parameter is written depends on its name: {@code docs/verdict.md} has the rules.
 */
public final class WhyText {

	private static final Map<String, String> TEXTS = read();

	private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

	private static final long SAME_MS = 200;

	private WhyText() {
	}

	private static Map<String, String> read() {
		InputStream texts = Objects.requireNonNull(WhyText.class.getResourceAsStream("why.en.json"));
		return JsonMapper.shared().readValue(texts, new TypeReference<Map<String, String>>() {
		});
	}

	/** The whole explanation, on one line. */
	public static String sentence(Explanation explanation) {
		String phases = explanation.phases()
			.stream()
			.map((phase) -> text(phase.key(), phase.parameters()))
			.collect(Collectors.joining(", "));
		return text(explanation.key(), explanation.parameters()) + "." + (phases.isEmpty() ? "" : " " + phases + ".");
	}

	/**
	 * A few words for what stopped each outage that began without a fault.
	 * @param verdict the one that the outages are from
	 */
	public static Function<Outage, String> withoutFault(Verdict verdict) {
		Map<Outage, String> texts = new HashMap<>();
		verdict.why().forEach((why) -> {
			String text = TEXTS.getOrDefault("during." + why.key(), "unexplained");
			why.outages().forEach((index) -> texts.put(verdict.outages().get(index), text));
		});
		return (outage) -> texts.getOrDefault(outage, "unexplained");
	}

	static String text(String key, Map<String, Object> parameters) {
		String text = Objects.requireNonNull(TEXTS.get(key), () -> "There is no text for " + key + ".");
		return NAME.matcher(text).replaceAll((name) -> Matcher.quoteReplacement(value(name.group(1), parameters)));
	}

	private static String value(String name, Map<String, Object> parameters) {
		Object value = parameters.get(name);
		if (value instanceof List<?> list) {
			return list(name, list, parameters);
		}
		return switch (name) {
			case "stopped", "paused" -> text(name + "." + extent(parameters), parameters);
			case "fault" ->
				TEXTS.getOrDefault("fault." + value, Format.plain(String.valueOf(parameters.get("phrase"))));
			default -> (name.endsWith("_ms") && value instanceof Number ms) ? duration(ms.longValue())
					: Format.plain(String.valueOf(value));
		};
	}

	private static String extent(Map<String, Object> parameters) {
		if (Boolean.FALSE.equals(parameters.get("ended"))) {
			return "open";
		}
		return (number(parameters, "longest_ms") - number(parameters, "shortest_ms") <= SAME_MS) ? "same" : "range";
	}

	private static long number(Map<String, Object> parameters, String name) {
		return (parameters.get(name) instanceof Number number) ? number.longValue() : 0;
	}

	private static String list(String name, List<?> list, Map<String, Object> parameters) {
		String many = name.equals("nodes") ? "nodes.many"
				: (list.size() == number(parameters, "of")) ? "partitions.all" : "partitions.some";
		String one = name.equals("nodes") ? "nodes.one" : "partitions.one";
		return text((list.size() == 1) ? one : many, Map.of("list", joined(list), "count", list.size()));
	}

	private static String joined(List<?> list) {
		List<String> words = list.stream().map(String::valueOf).toList();
		int last = words.size() - 1;
		return (last < 1) ? String.join("", words)
				: String.join(", ", words.subList(0, last)) + TEXTS.get("and") + words.get(last);
	}

	private static String duration(long ms) {
		return (ms >= 100 && ms < 60_000) ? String.format(Locale.ROOT, "%.1f s", ms / 1e3) : Format.duration(ms);
	}

}
