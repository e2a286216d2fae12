package dev.failoverlab.lab.scenario;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.failoverlab.lab.scenario.Value.Mapping;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as values that know where they stand. Aliases and merge keys are resolved; what
 * would take much memory or time (aliases of aliases, deep nesting) is refused.
 */
final class YamlText {

	private final BiFunction<Integer, Integer, String> places;

	private final Mistakes mistakes = new Mistakes();

	/** A value is there once, however often an alias of it is. */
	private final IdentityHashMap<Node, Value> known = new IdentityHashMap<>();

	private YamlText(BiFunction<Integer, Integer, String> places) {
		this.places = places;
	}

	/**
	 * Reads the text of a file.
	 * @param file the file's name, for messages
	 * @param text what is in it
	 * @param meaning what is made of its value
	 * @throws DefinitionException with all mistakes
	 */
	static <T> T inFile(String file, String text, Function<Value, T> meaning) {
		return new YamlText((line, column) -> file + ":" + line + ":" + column).read(text, meaning);
	}

	/** Reads the value of an option of the command line. */
	static <T> T inOption(String option, String text, Function<Value, T> meaning) {
		return new YamlText((line, column) -> option).read(text, meaning);
	}

	private <T> T read(String text, Function<Value, T> meaning) {
		Value value = value(compose(text));
		Optional<T> read = this.mistakes.collect(() -> meaning.apply(value));
		this.mistakes.refuse();
		return read.orElseThrow();
	}

	private Node compose(String text) {
		StreamReader reader = new StreamReader(text);
		LoaderOptions options = new LoaderOptions();
		options.setMergeOnCompose(true);
		try {
			Node root = new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
			if (root != null) {
				return root;
			}
			throw Value.wrong(this.places.apply(1, 1), "the file is empty");
		}
		catch (MarkedYAMLException ex) {
			throw Value.wrong(place(ex.getProblemMark()), "not valid YAML: " + ex.getProblem());
		}
		catch (ReaderException ex) {
			String[] lines = text.substring(0, text.offsetByCodePoints(0, ex.getPosition())).split("\n", -1);
			throw Value.wrong(this.places.apply(lines.length, lines[lines.length - 1].length() + 1),
					"not valid YAML: the character U+%04X is not allowed".formatted(ex.getCodePoint()));
		}
		catch (YAMLException ex) {
			throw Value.wrong(place(reader.getMark()), "this YAML is refused: " + ex.getMessage());
		}
	}

	private Value value(Node node) {
		Value value = this.known.get(node);
		if (value == null) {
			value = translated(node);
			this.known.put(node, value);
		}
		return value;
	}

	private Value translated(Node node) {
		String place = place(node.getStartMark());
		if (node.isTwoStepsConstruction()) {
			throw Value.wrong(place, "this value contains an alias of itself");
		}
		if (node instanceof MappingNode mapping) {
			return mapping(place, mapping);
		}
		return (node instanceof SequenceNode list)
				? new Value.Items(place, list.getValue().stream().map(this::value).toList())
				: new Value.Text(place, ((ScalarNode) node).getValue());
	}

	private Mapping mapping(String place, MappingNode node) {
		Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
		for (NodeTuple tuple : node.getValue()) {
			Value key = value(tuple.getKeyNode());
			Mapping.Entry entry = new Mapping.Entry(key.place(), value(tuple.getValueNode()));
			this.mistakes.collect(() -> {
				if (!(key instanceof Value.Text text)) {
					throw key.wrong("a key must be a text");
				}
				if (entries.put(text.text(), entry) != null) {
					throw key.wrong("the key " + text.text() + " is there twice");
				}
				return entry;
			});
		}
		return new Mapping(place, entries);
	}

	private String place(Mark mark) {
		return this.places.apply(mark.getLine() + 1, mark.getColumn() + 1);
	}

}
