package dev.failoverlab.lab.experiment;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML file as nodes that know where they stand, so that whatever is wrong can be
 * pointed at.
 *
 * @param name the file's name, for messages
 */
record YamlFile(String name) {

	MappingNode read(String text) {
		try {
			Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
			if (root == null) {
				throw new IllegalArgumentException(this.name + ":1:1: the file is empty");
			}
			return mapping(root, "the file");
		}
		catch (MarkedYAMLException ex) {
			throw new IllegalArgumentException(place(ex.getProblemMark()) + "no YAML: " + ex.getProblem(), ex);
		}
	}

	MappingNode mapping(Node node, String what) {
		if (node instanceof MappingNode mapping) {
			return mapping;
		}
		throw wrong(node, what + " must be a list of keys with values");
	}

	/** The values by key, in the order of the file; a key twice is an error. */
	Map<String, Node> values(MappingNode mapping) {
		Map<String, Node> values = new LinkedHashMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			String key = text(tuple.getKeyNode(), "a key");
			if (values.put(key, tuple.getValueNode()) != null) {
				throw wrong(tuple.getKeyNode(), "the key " + key + " is there twice");
			}
		}
		return values;
	}

	/** The value of a key that must be there. */
	Node required(MappingNode mapping, String key) {
		return Objects.requireNonNullElseGet(values(mapping).get(key), () -> {
			throw wrong(mapping, "the key " + key + " is missing");
		});
	}

	String requiredText(MappingNode mapping, String key) {
		return text(required(mapping, key), key).strip();
	}

	String text(Node node, String what) {
		if (node instanceof ScalarNode scalar) {
			return scalar.getValue();
		}
		throw wrong(node, what + " must be a text");
	}

	List<Node> list(Node node, String what) {
		if (node instanceof SequenceNode sequence) {
			return sequence.getValue();
		}
		throw wrong(node, what + " must be a list");
	}

	List<String> texts(@Nullable Node node, String what) {
		return (node == null) ? List.of()
				: list(node, what).stream().map((each) -> text(each, "an item of " + what)).toList();
	}

	/**
	 * A mapping with the keys of one and, in their place or after them, those of another.
	 */
	static MappingNode merged(MappingNode base, MappingNode over, Set<String> without) {
		Map<String, NodeTuple> tuples = new LinkedHashMap<>();
		for (MappingNode mapping : List.of(base, over)) {
			for (NodeTuple tuple : mapping.getValue()) {
				if (tuple.getKeyNode() instanceof ScalarNode key && !without.contains(key.getValue())) {
					tuples.put(key.getValue(), tuple);
				}
			}
		}
		return new MappingNode(over.getTag(), true, new ArrayList<>(tuples.values()), over.getStartMark(),
				over.getEndMark(), over.getFlowStyle());
	}

	IllegalArgumentException wrong(Node node, String problem) {
		return new IllegalArgumentException(place(node.getStartMark()) + problem);
	}

	private String place(@Nullable Mark mark) {
		return this.name + ":" + ((mark != null) ? (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) : "1:1") + ": ";
	}

}
