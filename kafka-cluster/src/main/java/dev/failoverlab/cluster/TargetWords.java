package dev.failoverlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses targets from what {@link Target#inWords} returns.
 */
final class TargetWords {

	private static final String PARTITION = "(\\S+)-(\\d{1,6})";

	private TargetWords() {
	}

	static Target parse(String words, String topic) {
		for (Form form : forms(topic)) {
			Matcher matcher = form.pattern().matcher(words);
			if (matcher.matches()) {
				return form.target().apply(matcher);
			}
		}
		throw new IllegalArgumentException(
				"unknown target \"" + words + "\"; expected one of \"" + String.join("\", \"", examples(topic)) + "\"");
	}

	static List<String> examples(String topic) {
		return forms(topic).stream().map(Form::example).toList();
	}

	static Optional<Target> ofShortForm(String word, String topic) {
		return switch (word) {
			case "leader" -> Optional.of(new Target.Leader(topic, 0));
			case "controller" -> Optional.of(new Target.ActiveController());
			default -> word.matches("[1-9]\\d{0,8}") ? Optional.of(new Target.NodeId(Integer.parseInt(word)))
					: Optional.empty();
		};
	}

	private static List<Form> forms(String topic) {
		return List.of(form("node (\\d{1,9})", "node 1", (m) -> new Target.NodeId(number(m, 1))),
				form("leader of " + PARTITION, "leader of " + topic + "-0",
						(m) -> new Target.Leader(m.group(1), number(m, 2))),
				form("follower of " + PARTITION, "follower of " + topic + "-0",
						(m) -> new Target.Follower(m.group(1), number(m, 2))),
				form(new Target.ActiveController()), form(new Target.IdleController(topic)),
				form(new Target.LeadingController(topic)),
				form("coordinator of group (\\S+)", "coordinator of group GROUP",
						(m) -> new Target.GroupCoordinator(m.group(1))),
				form("coordinator of transaction (\\S+)", "coordinator of transaction ID",
						(m) -> new Target.TransactionCoordinator(m.group(1))),
				form(new Target.Minority()), form(new Target.Majority()), form(new Target.All()));
	}

	private static Form form(Target target) {
		return form(Pattern.quote(target.inWords()), target.inWords(), (matched) -> target);
	}

	private static Form form(String regex, String example, Function<MatchResult, Target> target) {
		return new Form(Pattern.compile(regex), example, target);
	}

	private static int number(MatchResult matched, int group) {
		return Integer.parseInt(matched.group(group));
	}

	/** One form of a target, and how it is parsed. */
	private record Form(Pattern pattern, String example, Function<MatchResult, Target> target) {
	}

}
