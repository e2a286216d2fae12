package dev.failoverlab.lab.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.fault.Parameter;
import dev.failoverlab.lab.scenario.Scenarios;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the page can do here.
 *
 * @param targets the targets of actions
 * @param actions what can be done to a target
 * @param scenarios what can be played
 * @param runs the latest runs
 * @param playing the run that is going on, or null
 * @param load the background load, or null when there is none
 */
record Actions(List<String> targets, List<Action> actions, List<Named> scenarios, List<PastRuns.Listed> runs,
		@Nullable String playing, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Rate load) {

	static Actions of(KafkaCluster cluster, Site site, PastRuns runs, @Nullable String playing, @Nullable Rate load) {
		List<String> targets = new ArrayList<>(List.of("leader", "controller"));
		cluster.nodes().stream().map(Node::id).map(String::valueOf).forEach(targets::add);
		return new Actions(targets,
				NodeAction.all().stream().filter((action) -> action.isPossible(cluster)).map(Action::of).toList(),
				site.hasRuns() ? playable() : List.of(), runs.latest(), playing, load);
	}

	static List<Named> playable() {
		Scenarios all = new Scenarios();
		return Stream
			.concat(all.all().stream().map((each) -> new Named(each.name(), "scenario", each.question())),
					all.claims().stream().map((each) -> new Named("claims/" + each.name(), "claim", each.claim())))
			.toList();
	}

	/**
	 * What can be done to a target.
	 *
	 * @param word its word in requests
	 * @param sentence what it does
	 * @param heals whether it heals faults
	 * @param healsBy the word of the action that heals it
	 * @param parameters the names of its values
	 */
	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Action(String word, String sentence, boolean heals, @Nullable String healsBy, List<Value> parameters) {

		static Action of(NodeAction action) {
			return (action instanceof NodeAction.Inflict inflict)
					? new Action(action.word(), action.sentence(), false, NodeAction.Cure.of(inflict.fault()).word(),
							inflict.fault().parameters().stream().map(Value::of).toList())
					: new Action(action.word(), action.sentence(), true, null, List.of());
		}

	}

	/**
	 * A value of a fault.
	 *
	 * @param name its name
	 * @param required whether it must be given
	 * @param otherwise what holds without it
	 * @param sentence what it means
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Value(String name, boolean required, @Nullable String otherwise, String sentence) {

		static <T> Value of(Parameter<T> parameter) {
			return new Value(parameter.name(), parameter.otherwise().isEmpty(),
					parameter.otherwise().map(parameter.type()::text).orElse(null), parameter.sentence());
		}

	}

	/**
	 * Something that can be played.
	 *
	 * @param name its name
	 * @param kind {@code scenario} or {@code claim}
	 * @param question what it asks or claims
	 */
	record Named(String name, String kind, String question) {
	}

	/**
	 * A rate of emails.
	 *
	 * @param rate emails a second, 0 for none
	 * @param most the highest rate
	 */
	record Rate(int rate, int most) {
	}

}
