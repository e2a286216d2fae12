package dev.failoverlab.lab.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.ExpectationException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A claim as a file: {@code claim}, {@code source}, {@code truth}, {@code scenario} with
 * what its runs have in common, and {@code runs}, each with a {@code name}, what the
 * claim predicts ({@code claim-holds-if}), and the keys of a scenario; a key of a run
 * takes the place of the same key that all have in common.
 */
final class ClaimFile {

	private static final String PREDICTIONS = "claim-holds-if";

	private static final Set<String> KEYS = Set.of("claim", "source", "truth", "scenario", "runs");

	private final YamlFile file;

	private final ScenarioParser parser;

	ClaimFile(String name, ScenarioParser parser) {
		this.file = new YamlFile(name);
		this.parser = parser;
	}

	/**
	 * Understands the file.
	 * @param name the claim's name
	 * @param text what is in the file
	 * @return the claim
	 * @throws dev.failoverlab.lab.scenario.DefinitionException when it is not understood;
	 * the message names file, line and column
	 */
	Claim read(String name, String text) {
		MappingNode root = this.file.read(text);
		Map<String, Node> values = this.file.values(root);
		checkKeys(root);
		String claim = this.file.requiredText(root, "claim");
		Node common = values.get("scenario");
		MappingNode shared = (common != null) ? this.file.mapping(common, "scenario") : empty(root);
		List<Claim.Run> runs = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Node node : this.file.list(this.file.required(root, "runs"), "runs")) {
			Claim.Run run = run(name, claim, shared, this.file.mapping(node, "a run"));
			if (!names.add(run.name())) {
				throw this.file.wrong(node, "there is a run \"" + run.name() + "\" already");
			}
			runs.add(run);
		}
		try {
			return new Claim(name, claim, this.file.requiredText(root, "source"), this.file.requiredText(root, "truth"),
					runs);
		}
		catch (IllegalArgumentException ex) {
			throw (runs.isEmpty() || runs.stream().allMatch((run) -> run.predictions().isEmpty()))
					? this.file.wrong(root, String.valueOf(ex.getMessage())) : ex;
		}
	}

	private void checkKeys(MappingNode root) {
		for (NodeTuple tuple : root.getValue()) {
			String key = this.file.text(tuple.getKeyNode(), "a key");
			if (!KEYS.contains(key)) {
				throw this.file.wrong(tuple.getKeyNode(),
						"unknown key \"" + key + "\"; a claim has claim, source, truth, scenario and runs");
			}
		}
	}

	private Claim.Run run(String claimName, String claim, MappingNode shared, MappingNode own) {
		String name = this.file.requiredText(own, "name");
		MappingNode all = YamlFile.merged(shared, own, Set.of());
		List<String> predictions = predictions(this.file.values(all).get(PREDICTIONS));
		MappingNode keys = YamlFile.merged(question(claim, own), all, Set.of("name", PREDICTIONS));
		return new Claim.Run(name, this.parser.parse(this.file.name(), claimName + ": " + name, keys), predictions);
	}

	private List<String> predictions(@Nullable Node node) {
		List<String> predictions = this.file.texts(node, PREDICTIONS);
		for (int number = 0; node != null && number < predictions.size(); number++) {
			try {
				Expectation.parse(predictions.get(number));
			}
			catch (ExpectationException ex) {
				throw this.file.wrong(this.file.list(node, PREDICTIONS).get(number), String.valueOf(ex.getMessage()));
			}
		}
		return predictions;
	}

	/** What a run asks is whether the claim holds. */
	private static MappingNode question(String claim, Node at) {
		return new MappingNode(Tag.MAP, true, List.of(new NodeTuple(scalar("question", at), scalar(claim, at))),
				at.getStartMark(), at.getEndMark(), FlowStyle.BLOCK);
	}

	private static MappingNode empty(Node at) {
		return new MappingNode(Tag.MAP, true, List.of(), at.getStartMark(), at.getEndMark(), FlowStyle.BLOCK);
	}

	private static ScalarNode scalar(String text, Node at) {
		return new ScalarNode(Tag.STR, text, at.getStartMark(), at.getEndMark(),
				org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN);
	}

}
