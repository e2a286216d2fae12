package dev.failoverlab.lab.run;

import java.util.stream.Collectors;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML nodes as Java prints maps and lists. */
public final class Plain {

	private Plain() {
	}

	public static String of(Node node) {
		if (node instanceof MappingNode mapping) {
			return mapping.getValue()
				.stream()
				.map((tuple) -> of(tuple.getKeyNode()) + "=" + of(tuple.getValueNode()))
				.collect(Collectors.joining(", ", "{", "}"));
		}
		if (node instanceof SequenceNode sequence) {
			return sequence.getValue().stream().map(Plain::of).collect(Collectors.joining(", ", "[", "]"));
		}
		return ((ScalarNode) node).getValue();
	}

}
