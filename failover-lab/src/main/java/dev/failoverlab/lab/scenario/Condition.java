package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.NearestName;
import dev.failoverlab.history.Event;

/** What a step can wait for, as the nodes and the clients of the run report it. */
public final class Condition {

	private static final String ISR = "isr of %s-(\\d{1,6}) ";

	private static final String LEADER = "leader of %s-(\\d{1,6}) ";

	private static final String NODE = "(\\d{1,9})";

	private final String words;

	private final Predicate<RunState> test;

	private Condition(String words, Predicate<RunState> test) {
		this.words = words;
		this.test = test;
	}

	/**
	 * The condition that words mean.
	 * @param words for example {@code isr of email.send-0 lacks 1}
	 * @param topic the topic of the scenario
	 * @return the condition
	 * @throws IllegalArgumentException when they are no condition's; the message lists
	 * those that there are, and the nearest
	 */
	public static Condition parse(String words, Topic topic) {
		List<Form> forms = forms(topic.name());
		for (Form form : forms) {
			Matcher matcher = form.pattern().matcher(words);
			if (matcher.matches()) {
				checkPartition(form, matcher, topic);
				return new Condition(words, form.test().apply(matcher.toMatchResult()));
			}
		}
		List<String> examples = examples(topic.name());
		throw new IllegalArgumentException("unknown condition \"" + words + "\"; expected one of "
				+ examples.stream().map((example) -> "\"" + example + "\"").collect(Collectors.joining(", "))
				+ "; did you mean \"" + NearestName.to(words, examples) + "\"?");
	}

	/** An example of each condition that there is. */
	static List<String> examples(String topic) {
		return forms(topic).stream().map(Form::example).toList();
	}

	/**
	 * The condition in words.
	 * @return as scenarios have it
	 */
	public String description() {
		return this.words;
	}

	public boolean holds(RunState state) {
		return this.test.test(state);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Condition condition && this.words.equals(condition.words);
	}

	@Override
	public int hashCode() {
		return this.words.hashCode();
	}

	@Override
	public String toString() {
		return this.words;
	}

	private static void checkPartition(Form form, MatchResult matched, Topic topic) {
		if (form.ofPartition() && number(matched, 1) >= topic.partitions()) {
			throw new IllegalArgumentException("there is no partition " + topic.name() + "-" + matched.group(1)
					+ "; expected 0 to " + (topic.partitions() - 1));
		}
	}

	private static List<Form> forms(String topic) {
		return List.of(
				ofPartition(ISR, "lacks " + NODE, topic,
						(matched) -> (said) -> !said.isr().contains(number(matched, 2))),
				ofPartition(ISR, "has " + NODE, topic, (matched) -> (said) -> said.isr().contains(number(matched, 2))),
				ofPartition(ISR, "is whole", topic, (matched) -> (said) -> said.isr().containsAll(said.replicas())),
				ofPartition(LEADER, "is " + NODE, topic,
						(matched) -> (said) -> Objects.equals(said.leader(), number(matched, 2))),
				ofPartition(LEADER, "is not " + NODE, topic,
						(matched) -> (said) -> said.leader() != null && said.leader() != number(matched, 2)),
				ofPartition(LEADER, "is none", topic, (matched) -> (said) -> said.leader() == null),
				of("active controller is " + NODE, "active controller is 1",
						(matched) -> (state) -> state.activeController() == number(matched, 1)),
				of("active controller is not " + NODE, "active controller is not 1",
						(matched) -> (state) -> state.activeController() >= 0
								&& state.activeController() != number(matched, 1)),
				of(NODE + " acknowledged", "1000 acknowledged",
						(matched) -> (state) -> state.acknowledged() >= number(matched, 1)));
	}

	private static Form ofPartition(String whose, String what, String topic,
			Function<MatchResult, Predicate<Event.Partition>> test) {
		Pattern pattern = Pattern.compile(whose.formatted(Pattern.quote(topic)) + what);
		String example = whose.formatted(topic).replace("(\\d{1,6})", "0") + what.replace(NODE, "1");
		return new Form(pattern, example, true,
				(matched) -> (state) -> state.partition(number(matched, 1)).filter(test.apply(matched)).isPresent());
	}

	private static Form of(String pattern, String example, Function<MatchResult, Predicate<RunState>> test) {
		return new Form(Pattern.compile(pattern), example, false, test);
	}

	private static int number(MatchResult matched, int group) {
		return Integer.parseInt(matched.group(group));
	}

	/** A wording, and what it means. */
	private record Form(Pattern pattern, String example, boolean ofPartition,
			Function<MatchResult, Predicate<RunState>> test) {
	}

}
