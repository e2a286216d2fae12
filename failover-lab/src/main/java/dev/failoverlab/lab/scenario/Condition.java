package dev.failoverlab.lab.scenario;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.NearestName;

/** What a step can wait for, as the nodes and the clients of the run report it. */
public final class Condition {

	/** All, with an example of every number. */
	private static final List<Form> FORMS = List.of(
			ofPartition("isr of %s-0 lacks 1", (said, node) -> !said.isr().contains(node)),
			ofPartition("isr of %s-0 has 1", (said, node) -> said.isr().contains(node)),
			ofPartition("isr of %s-0 is whole", (said, none) -> said.isr().containsAll(said.replicas())),
			ofPartition("leader of %s-0 is 1", (said, node) -> Objects.equals(said.leader(), node)),
			ofPartition("leader of %s-0 is not 1",
					(said, node) -> said.leader() != null && !said.leader().equals(node)),
			ofPartition("leader of %s-0 is none", (said, none) -> said.leader() == null),
			new Form("active controller is 1", (state, node) -> state.activeController() == node[0]),
			new Form("active controller is not 1",
					(state, node) -> state.activeController() >= 0 && state.activeController() != node[0]),
			new Form("1000 acknowledged", (state, count) -> state.acknowledged() >= count[0]));

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
		for (Form form : FORMS) {
			Matcher matcher = form.pattern(topic.name()).matcher(words);
			if (matcher.matches()) {
				int[] numbers = IntStream.rangeClosed(1, matcher.groupCount())
					.map((group) -> Integer.parseInt(matcher.group(group)))
					.toArray();
				if (form.ofPartition() && numbers[0] >= topic.partitions()) {
					throw new IllegalArgumentException("there is no partition " + topic.name() + "-" + numbers[0]
							+ "; expected 0 to " + (topic.partitions() - 1));
				}
				return new Condition(words, (state) -> form.test().test(state, numbers));
			}
		}
		List<String> examples = examples(topic.name());
		throw new IllegalArgumentException("unknown condition \"" + words + "\"; expected one of \""
				+ String.join("\", \"", examples) + "\"" + NearestName.hint(words, examples));
	}

	/** An example of each condition that there is. */
	static List<String> examples(String topic) {
		return FORMS.stream().map((form) -> form.example().formatted(topic)).toList();
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

	private static Form ofPartition(String example, BiPredicate<Event.Partition, Integer> test) {
		return new Form(example,
				(state, numbers) -> state.partition(numbers[0])
					.filter((said) -> test.test(said, numbers[numbers.length - 1]))
					.isPresent());
	}

	/** A wording, and what it means with its numbers: the partition's first. */
	private record Form(String example, BiPredicate<RunState, int[]> test) {

		boolean ofPartition() {
			return this.example.contains("%s");
		}

		Pattern pattern(String topic) {
			return Pattern.compile(this.example.replaceAll("\\d+", "(\\\\d{1,9})").replace("%s", Pattern.quote(topic)));
		}

	}

}
