package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.Slowness;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.lab.observe.ClusterQuestion;
import dev.failoverlab.verdict.NearestName;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Makes steps of the items of a scenario's {@code steps}. */
final class StepReader {

	private static final String BOUNCE = "bounce";

	private static final String RESTART = "restart-client";

	private static final Set<String> WHEN = Set.of("after", "when", "within");

	private static final Map<String, Fault> DOWN = Map.of("stop", Fault.STOP, "kill", Fault.KILL);

	private static final Duration WITHIN = Duration.ofMinutes(1);

	private static final Pattern NODE = Pattern.compile("node (\\d{1,9})");

	private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}) ?%");

	private static final Pattern RATE = Pattern.compile("(\\d{1,9}) ?kbit");

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
		Node fault = this.file.required(step, "fault");
		Map<String, Fault> faults = Arrays.stream(Fault.values())
			.collect(Collectors.toMap(Fault::word, Function.identity(), (a, b) -> a, TreeMap::new));
		String word = this.file.text(fault, "fault");
		if (word.equals(BOUNCE)) {
			return bounce(step, after);
		}
		if (word.equals(RESTART)) {
			return restart(step, after);
		}
		Set<String> all = new TreeSet<>(faults.keySet());
		all.addAll(Set.of(BOUNCE, RESTART));
		this.file.word(fault, "fault",
				all.stream().collect(Collectors.toMap(Function.identity(), Function.identity())));
		Fault what = faults.getOrDefault(word, Fault.NONE);
		known(step, (what == Fault.SLOW) ? Set.of("fault", "target", "latency", "loss", "rate")
				: Set.of("fault", "target"));
		Target target = target(step);
		return this.file.understood(step, () -> new Step.Inflict(after, what, target, slowness(step, what)));
	}

	private Step bounce(MappingNode step, Duration after) {
		Map<String, Node> keys = known(step, Set.of("fault", "target", "with", "times"));
		Node times = keys.get("times");
		Fault with = this.file.word(this.file.required(step, "with"), "with", DOWN);
		int often = (times != null) ? this.file.number(times, "times") : 1;
		Target target = target(step);
		return this.file.understood((times != null) ? times : step, () -> new Step.Bounce(after, with, often, target));
	}

	private Step restart(MappingNode step, Duration after) {
		known(step, Set.of("fault", "target", "with"));
		Map<String, Step.Client> clients = Arrays.stream(Step.Client.values())
			.collect(Collectors.toMap(Step.Client::word, Function.identity()));
		Fault with = this.file.word(this.file.required(step, "with"), "with", DOWN);
		return new Step.RestartClient(after, with,
				this.file.word(this.file.required(step, "target"), "client", clients));
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

	private Slowness slowness(MappingNode step, Fault fault) {
		Map<String, Node> keys = this.file.values(step);
		if (fault != Fault.SLOW) {
			return Slowness.NONE;
		}
		Node latency = keys.get("latency");
		return new Slowness((latency != null) ? this.file.time(latency, "latency") : Duration.ZERO,
				amount(keys, "loss", PERCENT, "a percentage such as 10%"),
				amount(keys, "rate", RATE, "a rate such as 2000kbit"));
	}

	private int amount(Map<String, Node> keys, String key, Pattern pattern, String expected) {
		Node node = keys.get(key);
		if (node == null) {
			return 0;
		}
		String text = this.file.text(node, key);
		Matcher matcher = pattern.matcher(text);
		if (!matcher.matches()) {
			throw this.file.wrong(node, key + " must be " + expected + ", not \"" + text + "\"");
		}
		return Integer.parseInt(matcher.group(1));
	}

	private Map<String, Node> known(MappingNode step, Set<String> own) {
		Set<String> all = new TreeSet<>(own);
		all.addAll(WHEN);
		return this.file.values(step, all, "this step");
	}

}
