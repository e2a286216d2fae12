package dev.failoverlab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.failoverlab.verdict.NearestName;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value from the command line in the place of one in a file: {@code producer.acks=1},
 * {@code load.rate=100}, {@code topic.configs.retention.ms=1000}. It is put among the
 * keys of the file before these are understood, so that both are judged alike.
 *
 * @param path where it goes, keys joined by dots
 * @param value the value, as YAML has it
 */
public record SetValue(String path, String value) {

	private static final Set<String> SECTIONS = Set.of("broker", "consumer", "layout", "load", "producer", "topic");

	private static final String CONFIGS = "configs";

	private static final String PLACE = "--set ";

	/**
	 * Puts settings in the place of a file's own.
	 * @param keys the keys of a scenario
	 * @param settings the settings
	 * @return the keys with the settings
	 * @throws DefinitionException when there is no such place
	 */
	static MappingNode applied(MappingNode keys, List<SetValue> settings) {
		MappingNode applied = keys;
		for (SetValue setting : settings) {
			applied = put(applied, setting.keys(), setting.node());
		}
		return applied;
	}

	static boolean isPlaceOf(Mark mark) {
		return mark.getName().startsWith(PLACE);
	}

	private List<String> keys() {
		int dot = this.path.indexOf('.');
		if (dot < 0) {
			return List.of(this.path);
		}
		String section = this.path.substring(0, dot);
		String key = this.path.substring(dot + 1);
		if (!SECTIONS.contains(section)) {
			throw new DefinitionException(PLACE + this.path + ": unknown section \"" + section + "\"; expected one of "
					+ String.join(", ", SECTIONS.stream().sorted().toList()) + "; did you mean \""
					+ NearestName.to(section, SECTIONS) + "\"?", null);
		}
		return (section.equals("topic") && key.startsWith(CONFIGS + "."))
				? List.of(section, CONFIGS, key.substring(CONFIGS.length() + 1)) : List.of(section, key);
	}

	private static MappingNode put(MappingNode mapping, List<String> keys, Node value) {
		String key = keys.get(0);
		Node inner = value;
		if (keys.size() > 1) {
			MappingNode section = mapping.getValue()
				.stream()
				.filter((tuple) -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
				.map(NodeTuple::getValueNode)
				.filter(MappingNode.class::isInstance)
				.map(MappingNode.class::cast)
				.findFirst()
				.orElseGet(() -> mapping(value, List.of()));
			inner = put(section, keys.subList(1, keys.size()), value);
		}
		NodeTuple tuple = new NodeTuple(
				new ScalarNode(Tag.STR, key, value.getStartMark(), value.getEndMark(), ScalarStyle.PLAIN), inner);
		MappingNode merged = YamlFile.merged(mapping, mapping(value, List.of(tuple)), Set.of());
		return new MappingNode(merged.getTag(), true, merged.getValue(), mapping.getStartMark(), mapping.getEndMark(),
				mapping.getFlowStyle());
	}

	private static MappingNode mapping(Node at, List<NodeTuple> tuples) {
		return new MappingNode(Tag.MAP, true, new ArrayList<>(tuples), at.getStartMark(), at.getEndMark(),
				FlowStyle.FLOW);
	}

	private Node node() {
		Mark mark = new Mark(PLACE + this.path, 0, 0, 0, new int[0], 0);
		return (this.value.startsWith("[") || this.value.startsWith("{"))
				? at(new YamlFile(PLACE + this.path).compose(this.value), mark) : scalar(this.value, mark);
	}

	private static Node at(Node node, Mark mark) {
		if (node instanceof SequenceNode sequence) {
			return new SequenceNode(Tag.SEQ, true, sequence.getValue().stream().map((each) -> at(each, mark)).toList(),
					mark, mark, FlowStyle.FLOW);
		}
		if (node instanceof MappingNode mapping) {
			return new MappingNode(Tag.MAP, true,
					mapping.getValue()
						.stream()
						.map((tuple) -> new NodeTuple(at(tuple.getKeyNode(), mark), at(tuple.getValueNode(), mark)))
						.toList(),
					mark, mark, FlowStyle.FLOW);
		}
		return scalar((node instanceof ScalarNode scalar) ? scalar.getValue() : "", mark);
	}

	private static ScalarNode scalar(String text, Mark mark) {
		return new ScalarNode(Tag.STR, text, mark, mark, ScalarStyle.PLAIN);
	}

	/**
	 * Settings of one section.
	 * @param section the section, for example {@code producer}
	 * @param values values by key
	 * @return a setting each
	 */
	public static List<SetValue> in(String section, Map<String, String> values) {
		return values.entrySet()
			.stream()
			.map((entry) -> new SetValue(section + "." + entry.getKey(), entry.getValue()))
			.toList();
	}

}
