package dev.failoverlab.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The matrix as a file: {@code matrix} with its {@code faults}, each as a step has it,
 * and its {@code targets}; {@code lasting}, how long a fault is left alone before it is
 * healed; and the other keys of a scenario, but for its steps.
 */
final class MatrixFile {

	private static final Set<String> OWN = Set.of("matrix", "lasting", "steps");

	/** Long enough for writes to be acknowledged before anything is hurt. */
	private static final String WARM = "3s";

	private final YamlFile file;

	private final ScenarioParser parser;

	MatrixFile(String name, ScenarioParser parser) {
		this.file = new YamlFile(name);
		this.parser = parser;
	}

	/**
	 * Understands the file.
	 * @param text what is in the file
	 * @return the matrix
	 * @throws dev.failoverlab.lab.scenario.DefinitionException when it is not understood;
	 * the message names file, line and column
	 */
	Matrix read(String text) {
		MappingNode root = this.file.read(text);
		MappingNode matrix = this.file.mapping(this.file.required(root, "matrix"), "matrix");
		List<Node> faults = this.file.list(this.file.required(matrix, "faults"), "faults");
		List<Node> targets = this.file.list(this.file.required(matrix, "targets"), "targets");
		List<Matrix.Cell> cells = new ArrayList<>();
		for (Node fault : faults) {
			for (Node target : targets) {
				cells.add(cell(root, this.file.mapping(fault, "a fault"), target));
			}
		}
		return new Matrix(this.file.requiredText(root, "question"), cells);
	}

	private Matrix.Cell cell(MappingNode root, MappingNode fault, Node target) {
		Node lasting = this.file.required(root, "lasting");
		MappingNode hurt = YamlFile.merged(mapping(fault, "after", scalar(WARM, fault), "target", target), fault,
				Set.of());
		MappingNode heal = mapping(lasting, "after", lasting, "heal", scalar("all", lasting));
		Node steps = new SequenceNode(Tag.SEQ, true, List.of(hurt, heal), fault.getStartMark(), fault.getEndMark(),
				FlowStyle.BLOCK);
		MappingNode keys = YamlFile.merged(YamlFile.merged(root, mapping(root), OWN), mapping(fault, "steps", steps),
				Set.of());
		String what = inWords(fault);
		String whom = this.file.text(target, "a target");
		return new Matrix.Cell(what, whom, this.parser.parse(this.file.name(), "matrix: " + what + ", " + whom, keys));
	}

	/** Such as {@code bounce with kill, 5 times}. */
	private String inWords(MappingNode fault) {
		Map<String, Node> values = this.file.values(fault);
		StringBuilder words = new StringBuilder(this.file.requiredText(fault, "fault"));
		values.forEach((key, value) -> {
			switch (key) {
				case "fault" -> {
				}
				case "times" -> words.append(", ").append(this.file.text(value, key)).append(" times");
				default -> words.append(' ').append(key).append(' ').append(this.file.text(value, key));
			}
		});
		return words.toString();
	}

	/** A mapping of keys and values, in turn, at the place of another node. */
	private static MappingNode mapping(Node at, Object... keysAndValues) {
		List<NodeTuple> tuples = new ArrayList<>();
		for (int number = 0; number < keysAndValues.length; number += 2) {
			tuples.add(new NodeTuple(scalar((String) keysAndValues[number], at), (Node) keysAndValues[number + 1]));
		}
		return new MappingNode(Tag.MAP, true, tuples, at.getStartMark(), at.getEndMark(), FlowStyle.BLOCK);
	}

	private static ScalarNode scalar(String text, Node at) {
		return new ScalarNode(Tag.STR, text, at.getStartMark(), at.getEndMark(), ScalarStyle.PLAIN);
	}

}
