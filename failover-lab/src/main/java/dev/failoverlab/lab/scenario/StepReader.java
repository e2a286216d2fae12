package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.cluster.fault.Values;
import dev.failoverlab.lab.observe.ClusterQuestion;
import dev.failoverlab.verdict.NearestName;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Makes steps of the items of a scenario's {@code steps}. */
final class StepReader {

	private static final Set<String> WHEN = Set.of("after", "when", "within");

	private static final Duration WITHIN = Duration.ofMinutes(1);

	private static final Pattern NODE = Pattern.compile("node (\\d{1,9})");

	private final YamlFile file;

	private final Topic topic;

	StepReader(YamlFile file, Topic topic) {
		this.file = file;
		this.topic = topic;
	}

	/** One item is two steps when it says both what to wait for and what to do. */
	List<Step> read(Node item) {
		MappingNode step = this.file.mapping(item, "a step");
		Map<String, Node> keys = this.file.values(step);
		Set<String> actions = new TreeSet<>(Set.of("fault", "heal", "observe"));
		actions.retainAll(keys.keySet());
		if (actions.size() > 1) {
			throw this.file.wrong(step, "a step does one thing, not " + String.join(" and ", actions));
		}
		Duration after = keys.containsKey("after") ? this.file.time(this.file.required(step, "after"), "after")
				: Duration.ZERO;
		if (!keys.containsKey("when")) {
			return List.of(action(step, actions, after));
		}
		Step await = await(step, keys, after);
		if (actions.isEmpty()) {
			known(step, actions);
			return List.of(await);
		}
		return List.of(await, action(step, actions, Duration.ZERO));
	}

	private Step await(MappingNode step, Map<String, Node> keys, Duration after) {
		Node when = this.file.required(step, "when");
		Condition condition = this.file.understood(when,
				() -> Condition.parse(this.file.text(when, "when"), this.topic));
		Duration within = keys.containsKey("within") ? this.file.time(this.file.required(step, "within"), "within")
				: WITHIN;
		return new Step.Await(after, condition, within);
	}

	private Step action(MappingNode step, Set<String> actions, Duration after) {
		if (actions.contains("heal")) {
			return heal(step, after);
		}
		if (actions.contains("observe")) {
			return observe(step, after);
		}
		if (actions.contains("fault")) {
			return fault(step, after);
		}
		known(step, Set.of("fault", "heal", "observe"));
		throw this.file.wrong(step, "a step needs one of fault, heal, observe, or when");
	}

	private Step heal(MappingNode step, Duration after) {
		known(step, Set.of("heal"));
		Node node = this.file.required(step, "heal");
		String whom = this.file.text(node, "heal");
		Matcher one = NODE.matcher(whom);
		if (!whom.equals("all") && !one.matches()) {
			throw this.file.wrong(node, "heal must be \"all\" or a node such as \"node 1\", not \"" + whom + "\"");
		}
		return new Step.Heal(after,
				whom.equals("all") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(one.group(1))));
	}

	private Step observe(MappingNode step, Duration after) {
		known(step, Set.of("observe"));
		Map<String, ClusterQuestion> observations = Arrays.stream(ClusterQuestion.values())
			.collect(Collectors.toMap(ClusterQuestion::words, Function.identity()));
		return new Step.Observe(after,
				this.file.word(this.file.required(step, "observe"), "observation", observations));
	}

	private Step fault(MappingNode step, Duration after) {
		Fault fault = this.file.word(this.file.required(step, "fault"), "fault",
				Faults.all().stream().collect(Collectors.toMap(Fault::word, Function.identity())));
		Set<String> own = new TreeSet<>(Set.of("fault", Fault.TARGET));
		fault.parameters().forEach((parameter) -> own.add(parameter.name()));
		Map<String, Node> keys = known(step, own);
		Target target = (fault instanceof NodeFault) ? target(step) : null;
		Values values = Values.NONE;
		for (Parameter<?> parameter : fault.parameters()) {
			values = with(values, parameter, keys, step);
		}
		Values all = values;
		return this.file.understood(step, () -> new Step.Inflict(after, fault, target, all));
	}

	private Values with(Values values, Parameter<?> parameter, Map<String, Node> keys, MappingNode step) {
		if (parameter.otherwise().isEmpty()) {
			this.file.required(step, parameter.name());
		}
		Node node = keys.get(parameter.name());
		return (node == null) ? values
				: this.file.understood(node, () -> values.parse(parameter, this.file.text(node, parameter.name())));
	}

	private Target target(MappingNode step) {
		Node node = this.file.required(step, "target");
		String words = this.file.text(node, "target");
		try {
			return Target.parse(words, this.topic.name());
		}
		catch (IllegalArgumentException ex) {
			throw this.file.wrong(node, ex.getMessage() + "; did you mean \""
					+ NearestName.to(words, Target.examples(this.topic.name())) + "\"?");
		}
	}

	private Map<String, Node> known(MappingNode step, Set<String> own) {
		Set<String> all = new TreeSet<>(own);
		all.addAll(WHEN);
		return this.file.values(step, all, "this step");
	}

}
