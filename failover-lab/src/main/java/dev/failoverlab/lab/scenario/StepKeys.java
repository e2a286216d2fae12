package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.cluster.fault.Values;
import dev.failoverlab.lab.observe.ClusterQuestion;
import dev.failoverlab.lab.scenario.Section.Given;
import dev.failoverlab.lab.scenario.Value.Mapping;
import dev.failoverlab.verdict.NearestName;

/**
 * The keys of a step. Which of them it may have depends on what it does. It is two steps
 * when it says both what to wait for and what to do.
 */
final class StepKeys implements Type<List<Step>> {

	private static final Pattern NODE = Pattern.compile("node (\\d{1,9})");

	private static final String NO_NODE = "there is no node %d";

	private static final Key<Duration> AFTER = Key.of("after", ScenarioKeys.TIME, "0s",
			"The time since the step before it was in force.");

	private static final Key<Duration> WITHIN = Key.of("within", ScenarioKeys.TIME, "1min",
			"How long to wait for it. A run in which it does not happen is inconclusive.");

	private static final Key<Fault> FAULT = Key.optional("fault", Type.word(Faults.all(), Fault::word), "",
			"What is done to a node or a service.");

	private static final Key<ClusterQuestion> OBSERVE = Key.optional("observe",
			Type.word(List.of(ClusterQuestion.values()), ClusterQuestion::words), "",
			"What the cluster is asked. The answers are part of the report.");

	private static final Key<Boolean> UNTIL_BACK = Key.of("until-back", Type.trueOrFalse(), "false",
			"Whether a heal lasts until every ISR is whole. If one stays incomplete, the steps after it are not played.");

	private final Key<OptionalInt> heal;

	private final Key<Condition> when;

	private final Key<Target> target;

	StepKeys(Scope scope) {
		String topic = scope.topic().name();
		this.heal = Key.optional("heal", Type.text(List.of("all", "node 1"), (words) -> healed(words, scope)), "",
				"Which node is healed, or all.");
		this.when = Key.optional("when", Type.text(Condition.examples(topic), (words) -> Condition.parse(words, scope)),
				"", "What to wait for.");
		this.target = Key.required(Fault.TARGET, Type.text(Target.examples(topic), (words) -> target(words, scope)),
				"The node, or the nodes.");
	}

	@Override
	public List<Step> read(String name, Value value) {
		Mapping step = value.mapping("a step");
		List<String> actions = Stream.of(FAULT, this.heal, OBSERVE)
			.map(Key::name)
			.filter((key) -> step.get(key) != null)
			.toList();
		if (actions.size() > 1) {
			throw step.wrong("a step does one thing, not " + String.join(" and ", actions));
		}
		return section(step).read(name, step);
	}

	private Section<List<Step>> section(Mapping step) {
		if (step.get(this.heal.name()) != null) {
			return section((after, given) -> new Step.Heal(after, given.get(this.heal), given.get(UNTIL_BACK)),
					Stream.of(this.heal, UNTIL_BACK));
		}
		if (step.get(OBSERVE.name()) != null) {
			return section((after, given) -> new Step.Observe(after, given.get(OBSERVE)), Stream.of(OBSERVE));
		}
		if (step.get(FAULT.name()) instanceof Value.Text word) {
			Fault fault = FAULT.type().read(FAULT.name(), word);
			return section((after, given) -> inflict(after, fault, given), keys(fault));
		}
		return any();
	}

	private Section<List<Step>> section(BiFunction<Duration, Given, Step> action, Stream<Key<?>> own) {
		return new Section<>("this step", Stream.concat(Stream.of(AFTER, this.when, WITHIN), own).toList(),
				(given) -> given.has(this.when) ? List.of(await(given), action.apply(Duration.ZERO, given))
						: List.of(action.apply(given.get(AFTER), given)));
	}

	private Stream<Key<?>> keys(Fault fault) {
		Stream<Key<?>> own = (fault instanceof NodeFault) ? Stream.of(FAULT, this.target) : Stream.of(FAULT);
		return Stream.concat(own, fault.parameters().stream().map(Key::of));
	}

	private Step inflict(Duration after, Fault fault, Given given) {
		Map<String, Object> values = new HashMap<>(given.values());
		values.keySet().retainAll(fault.parameters().stream().map(Parameter::name).toList());
		return new Step.Inflict(after, fault, (fault instanceof NodeFault) ? given.get(this.target) : null,
				new Values(values));
	}

	private Step await(Given given) {
		return new Step.Await(given.get(AFTER), given.get(this.when), given.get(WITHIN));
	}

	/** All keys that steps have; as a step, one that only waits. */
	Section<List<Step>> any() {
		Map<String, Key<?>> all = new LinkedHashMap<>();
		Stream.of(AFTER, this.when, WITHIN, FAULT, this.heal, UNTIL_BACK, OBSERVE)
			.forEach((key) -> all.put(key.name(), key));
		Faults.all().stream().flatMap(this::keys).forEach((key) -> all.putIfAbsent(key.name(), key.optional()));
		return new Section<>("this step", List.copyOf(all.values()), (given) -> {
			if (!given.has(this.when)
					|| !Set.of(AFTER.name(), this.when.name(), WITHIN.name()).containsAll(given.values().keySet())) {
				throw new IllegalArgumentException("a step needs one of fault, heal, observe, or when");
			}
			return List.of(await(given));
		});
	}

	@Override
	public Map<String, Object> schema() {
		return any().schema();
	}

	private static Target target(String words, Scope scope) {
		Target target = parse(words, scope.topic().name());
		if (target.kind() == Target.Kind.NODE) {
			scope.checkNode(words, Layout::nodeIds, NO_NODE);
		}
		target.partition().ifPresent((named) -> scope.checkPartition(named.topic(), named.partition(), words));
		return target;
	}

	private static Target parse(String words, String topic) {
		try {
			return Target.parse(words, topic);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(ex.getMessage() + NearestName.hint(words, Target.examples(topic)), ex);
		}
	}

	private static OptionalInt healed(String words, Scope scope) {
		Matcher one = NODE.matcher(words);
		if (words.equals("all")) {
			return OptionalInt.empty();
		}
		if (!one.matches()) {
			throw new IllegalArgumentException(
					"heal must be \"all\" or a node such as \"node 1\", not \"" + words + "\"");
		}
		scope.checkNode(words, Layout::nodeIds, NO_NODE);
		return OptionalInt.of(Integer.parseInt(one.group(1)));
	}

}
