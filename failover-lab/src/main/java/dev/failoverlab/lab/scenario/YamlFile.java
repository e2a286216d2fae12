package dev.failoverlab.lab.scenario;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.NearestName;
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
 * pointed at: {@code file:line:column}.
 *
 * @param name the file's name, for messages
 */
public record YamlFile(String name) {

	private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?(ms|s|min)");

	/**
	 * Reads a file that is one mapping.
	 * @param text what is in the file
	 * @return the mapping
	 * @throws DefinitionException when it is none
	 */
	public MappingNode read(String text) {
		return mapping(compose(text), "the file");
	}

	Node compose(String text) {
		try {
			Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
			if (root == null) {
				throw new DefinitionException(this.name + ":1:1: the file is empty", null);
			}
			return root;
		}
		catch (MarkedYAMLException ex) {
			throw new DefinitionException(place(ex.getProblemMark()) + "no YAML: " + ex.getProblem(), ex);
		}
	}

	/**
	 * A value that has keys.
	 * @param node the value
	 * @param what what it is, for messages
	 * @return the mapping
	 */
	public MappingNode mapping(Node node, String what) {
		if (node instanceof MappingNode mapping) {
			return mapping;
		}
		throw wrong(node, what + " must be a list of keys with values");
	}

	/**
	 * The values by key, in the order of the file; a key twice is an error.
	 * @param mapping the mapping
	 * @return the values
	 */
	public Map<String, Node> values(MappingNode mapping) {
		Map<String, Node> values = new LinkedHashMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			String key = text(tuple.getKeyNode(), "a key");
			if (values.put(key, tuple.getValueNode()) != null) {
				throw wrong(tuple.getKeyNode(), "the key " + key + " is there twice");
			}
		}
		return values;
	}

	/**
	 * The same where only some keys make sense.
	 * @param mapping the mapping
	 * @param known those that do
	 * @param whose whose keys they are, for messages
	 * @return the values
	 */
	public Map<String, Node> values(MappingNode mapping, Collection<String> known, String whose) {
		for (NodeTuple tuple : mapping.getValue()) {
			String key = text(tuple.getKeyNode(), "a key");
			if (!known.contains(key)) {
				throw unknown(tuple.getKeyNode(), "key", key, known, " of " + whose);
			}
		}
		return values(mapping);
	}

	/**
	 * The value of a key that must be there.
	 * @param mapping the mapping
	 * @param key the key
	 * @return its value
	 */
	public Node required(MappingNode mapping, String key) {
		return Objects.requireNonNullElseGet(values(mapping).get(key), () -> {
			throw wrong(mapping, "the key " + key + " is missing");
		});
	}

	/**
	 * The text of a key that must be there.
	 * @param mapping the mapping
	 * @param key the key
	 * @return its text, without blanks around it
	 */
	public String requiredText(MappingNode mapping, String key) {
		return text(required(mapping, key), key).strip();
	}

	/**
	 * A value that is a text, or a number or the like.
	 * @param node the value
	 * @param what what it is, for messages
	 * @return the text
	 */
	public String text(Node node, String what) {
		if (node instanceof ScalarNode scalar) {
			return scalar.getValue();
		}
		throw wrong(node, what + " must be a text");
	}

	/**
	 * A value that is a list.
	 * @param node the value
	 * @param what what it is, for messages
	 * @return its items
	 */
	public List<Node> list(Node node, String what) {
		if (node instanceof SequenceNode sequence) {
			return sequence.getValue();
		}
		throw wrong(node, what + " must be a list");
	}

	/**
	 * A value that is a list of texts, or is not there.
	 * @param node the value
	 * @param what what it is, for messages
	 * @return the texts
	 */
	public List<String> texts(@Nullable Node node, String what) {
		return (node == null) ? List.of()
				: list(node, what).stream().map((each) -> text(each, "an item of " + what)).toList();
	}

	int number(Node node, String what) {
		String text = text(node, what);
		if (!text.matches("\\d{1,9}")) {
			throw wrong(node, what + " must be a whole number, not \"" + text + "\"");
		}
		return Integer.parseInt(text);
	}

	boolean yes(Node node, String what) {
		return word(node, what, Map.of("true", true, "false", false));
	}

	Duration time(Node node, String what) {
		String text = text(node, what);
		Matcher matcher = TIME.matcher(text);
		if (!matcher.matches()) {
			throw wrong(node, what + " must be a time such as 500ms, 5s or 2min, not \"" + text + "\"");
		}
		double millis = Double.parseDouble(matcher.group(1)) * switch (matcher.group(2)) {
			case "min" -> 60_000;
			case "s" -> 1_000;
			default -> 1;
		};
		return Duration.ofMillis(Math.round(millis));
	}

	/** What a word out of a few means. */
	<T> T word(Node node, String what, Map<String, T> known) {
		String word = text(node, what);
		T meaning = known.get(word);
		if (meaning == null) {
			throw unknown(node, what, word, known.keySet(), "");
		}
		return meaning;
	}

	/** What a value means to somebody who refuses what makes no sense. */
	<T> T understood(Node node, Supplier<T> meaning) {
		try {
			return meaning.get();
		}
		catch (IllegalArgumentException ex) {
			throw wrong(node, String.valueOf(ex.getMessage()));
		}
	}

	private DefinitionException unknown(Node node, String what, String word, Collection<String> known, String whose) {
		return wrong(node,
				"unknown " + what + " \"" + word + "\"" + whose + "; expected one of "
						+ known.stream().sorted().collect(Collectors.joining(", ")) + "; did you mean \""
						+ NearestName.to(word, known) + "\"?");
	}

	/**
	 * A mapping with the keys of one and, in their place or after them, those of another.
	 * @param base the one
	 * @param over the other
	 * @param without keys that are left out
	 * @return a new mapping
	 */
	public static MappingNode merged(MappingNode base, MappingNode over, Set<String> without) {
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

	/**
	 * An error at a place in the file.
	 * @param node the place
	 * @param problem what is wrong with it
	 * @return the error, to be thrown
	 */
	public DefinitionException wrong(Node node, String problem) {
		return new DefinitionException(place(node.getStartMark()) + problem, null);
	}

	private String place(@Nullable Mark mark) {
		if (mark != null && SetValue.isPlaceOf(mark)) {
			return mark.getName() + ": ";
		}
		return this.name + ":" + ((mark != null) ? (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) : "1:1") + ": ";
	}

}
