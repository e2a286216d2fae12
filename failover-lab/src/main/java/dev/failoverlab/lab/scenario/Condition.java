package dev.failoverlab.lab.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.history.Event;
import dev.failoverlab.run.RunState;
import dev.failoverlab.verdict.NearestName;

/**
 * What a step can wait for, as the nodes and the clients of the run report it.
 *
 * @param description the condition in words, as scenarios have it
 * @param meaning what the words mean
 * @param number the partition or the count in it, else 0
 * @param node the node in it, else empty
 */
public record Condition(String description, Meaning meaning, int number, String node) {

	private static final String FAULTED = "the faulted node";

	private static final String CHANGED = "has changed";

	private static final List<Form> FORMS = List.of(
			ofPartition("isr of {partition} lacks {node}", (said, nodes) -> Collections.disjoint(said.isr(), nodes)),
			ofPartition("isr of {partition} has {node}", (said, nodes) -> said.isr().containsAll(nodes)),
			ofPartition("isr of {partition} is whole", (said, none) -> isWhole(said)),
			ofPartition("isr of {partition} is not whole", (said, none) -> !isWhole(said)),
			ofPartition("leader of {partition} is {node}",
					(said, nodes) -> said.leader() != null && nodes.contains(said.leader())),
			ofPartition("leader of {partition} is not {node}",
					(said, nodes) -> said.leader() != null && !nodes.contains(said.leader())),
			ofPartition("leader of {partition} is none", (said, none) -> said.leader() == null),
			new Form("leader of {partition} " + CHANGED, Condition::hasChanged),
			new Form("active controller is {node}", (state, none, nodes) -> nodes.contains(state.activeController())),
			new Form("active controller is not {node}",
					(state, none, nodes) -> state.activeController() >= 0 && !nodes.contains(state.activeController())),
			new Form("{count} acknowledged", (state, count, none) -> state.acknowledged() >= count));

	/**
	 * The condition that words mean.
	 * @param words for example {@code isr of email.send-0 lacks 1}
	 * @param scope the topic and the nodes of the scenario
	 * @return the condition
	 * @throws IllegalArgumentException when they are no condition's, or are about a node
	 * or partition that is not there; the message says what is, and the nearest
	 */
	public static Condition parse(String words, Scope scope) {
		List<String> examples = examples(scope.topic().name());
		return FORMS.stream()
			.flatMap((form) -> form.read(words, scope).stream())
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("unknown condition \"" + words + "\"; expected one of \""
					+ String.join("\", \"", examples) + "\"" + NearestName.hint(words, examples)));
	}

	/** An example of each condition that there is. */
	static List<String> examples(String topic) {
		return FORMS.stream().map((form) -> form.example(topic)).toList();
	}

	/** Whether it is about a fault of nodes that a step before has inflicted. */
	boolean needsFault() {
		return this.node.equals(FAULTED) || this.description.endsWith(CHANGED);
	}

	public boolean holds(RunState state) {
		return this.meaning.holds(state, this.number, this.node.equals(FAULTED) ? state.faulted() : named());
	}

	private Set<Integer> named() {
		return this.node.isEmpty() ? Set.of() : Set.of(Integer.valueOf(this.node));
	}

	private static Form ofPartition(String template, BiPredicate<Event.Partition, Set<Integer>> test) {
		return new Form(template, (state, partition,
				nodes) -> state.partition(partition).filter((said) -> test.test(said, nodes)).isPresent());
	}

	private static boolean isWhole(Event.Partition said) {
		return said.isr().containsAll(said.replicas());
	}

	private static boolean hasChanged(RunState state, int partition, Set<Integer> none) {
		Integer leader = state.partition(partition).map(Event.Partition::leader).orElse(null);
		return leader != null && !leader.equals(state.leaderBeforeFault(partition));
	}

	/** What a wording means with its partition or count, and with its nodes. */
	interface Meaning {

		boolean holds(RunState state, int number, Set<Integer> nodes);

	}

	private record Form(String template, Meaning meaning) {

		String example(String topic) {
			return this.template.replace("{partition}", topic + "-0").replace("{node}", "1").replace("{count}", "1000");
		}

		Optional<Condition> read(String words, Scope scope) {
			Matcher matcher = Pattern
				.compile(this.template.replace("{partition}", "(?<topic>\\S+)-(?<number>\\d{1,9})")
					.replace("{node}", "(?<node>\\d{1,9}|" + FAULTED + ")")
					.replace("{count}", "(?<number>\\d{1,9})"))
				.matcher(words);
			return matcher.matches() ? Optional.of(read(words, scope, matcher)) : Optional.empty();
		}

		private Condition read(String words, Scope scope, Matcher matcher) {
			int number = has("{partition}") || has("{count}") ? Integer.parseInt(matcher.group("number")) : 0;
			if (has("{partition}")) {
				scope.checkPartition(matcher.group("topic"), number, words);
			}
			String node = has("{node}") ? matcher.group("node") : "";
			if (!node.isEmpty() && !node.equals(FAULTED)) {
				scope.checkNode(words,
						(layout) -> has("{partition}") ? scope.topic().replicasOf(number, layout.ids(Role.BROKER))
								: layout.ids(Role.CONTROLLER),
						has("{partition}") ? "node %d keeps no replica of that partition" : "node %d is no controller");
			}
			return new Condition(words, this.meaning, number, node);
		}

		private boolean has(String operand) {
			return this.template.contains(operand);
		}

	}

}
