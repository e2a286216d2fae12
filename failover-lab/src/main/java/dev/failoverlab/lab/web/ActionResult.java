package dev.failoverlab.lab.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.failoverlab.cluster.Node;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The result of an action.
 * 
 * @param node the node, or 0 for all of them
 * @param changed false when the node was already in that state and nothing was done
 * @param state the node's state from then on
 * @param tookMs the time until the effect was in force, in milliseconds
 * @param message the result as a sentence
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ActionResult(int node, String action, boolean changed, String state, long tookMs, String message) {

	static ActionResult of(NodeAction action, Node node, Node.Effect effect, Duration took) {
		return new ActionResult(node.id(), action.word(), effect.changed(),
				effect.state().name().toLowerCase(Locale.ROOT), took.toMillis(), action.message(node, effect));
	}

	static ActionResult ofAll(String action, List<String> done, Duration took) {
		return new ActionResult(0, action, !done.isEmpty(), "running", took.toMillis(),
				done.isEmpty() ? "no fault is in force" : String.join("; ", done));
	}

}
