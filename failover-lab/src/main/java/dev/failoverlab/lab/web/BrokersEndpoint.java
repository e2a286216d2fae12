package dev.failoverlab.lab.web;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.history.Recorder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Shows the nodes, and applies faults to them. */
@Endpoint(id = "brokers")
class BrokersEndpoint {

	/** The target that stands for all nodes, which can be healed together. */
	private static final String ALL = "all";

	private final KafkaCluster cluster;

	private final LabServer.Settings settings;

	private final FaultsByHand faults;

	BrokersEndpoint(KafkaCluster cluster, LabServer.Settings settings, Recorder recorder) {
		this.cluster = cluster;
		this.settings = settings;
		this.faults = new FaultsByHand(cluster, recorder);
	}

	@ReadOperation
	BrokersView brokers() {
		Optional<Leadership> leadership = Leadership.of(this.cluster, this.settings.topic(),
				this.settings.partitions());
		return new BrokersView(this.settings.topic(),
				this.cluster.nodes().stream().map((node) -> BrokersView.Broker.of(node, leadership)).toList());
	}

	/**
	 * Applies an action.
	 * @param target a node's id, {@code leader}, {@code controller}, or {@code all} to
	 * heal all
	 * @param values the fault's values, such as {@code latency=300ms loss=10%}
	 */
	@WriteOperation
	WebEndpointResponse<?> act(@Selector String target, @Nullable String action, @Nullable String values) {
		Optional<NodeAction> known = NodeAction.of(action);
		if (known.isEmpty()) {
			String what = (action != null) ? "There is no action \"" + action + "\"." : "The request names no action.";
			return Problem.UNKNOWN_ACTION.response(what + " The body must name one of " + NodeAction.words()
					+ ", for example {\"action\": \"kill\"}.");
		}
		try {
			return act(target, known.get().with((values != null) ? values : ""));
		}
		catch (IllegalArgumentException ex) {
			return Problem.BAD_VALUES.response(String.valueOf(ex.getMessage()));
		}
	}

	private WebEndpointResponse<?> act(String target, NodeAction action) {
		if (target.equals(ALL) && action == NodeAction.Cure.HEAL) {
			return answer(() -> this.faults.healAll(action));
		}
		return Target.ofShortForm(target, this.settings.topic())
			.filter(this::exists)
			.<WebEndpointResponse<?>>map((found) -> resolveAndApply(found, action))
			.orElseGet(() -> Problem.UNKNOWN_TARGET
				.response("There is no node \"" + target + "\". Use one of " + targets() + "."));
	}

	private WebEndpointResponse<?> resolveAndApply(Target target, NodeAction action) {
		if (!action.isPossible(this.cluster)) {
			return Problem.IMPOSSIBLE_HERE.response("The fault " + action.word()
					+ " cannot be inflicted on these nodes. Start the lab with ./lab up --cluster compose for it.");
		}
		try {
			Node node = target.resolve(this.cluster, new Random()).get(0);
			return answer(() -> applied(action, node, target));
		}
		catch (ClusterException ex) {
			return Problem.NO_SUCH_ROLE
				.response(ex.getMessage() + " Name a node by its id, or try again in a few seconds.");
		}
	}

	private static WebEndpointResponse<?> answer(Supplier<ActionResult> work) {
		try {
			return new WebEndpointResponse<>(work.get());
		}
		catch (ClusterException ex) {
			return Problem.NODE_FAILED.response(String.valueOf(ex.getMessage()));
		}
	}

	private ActionResult applied(NodeAction action, Node node, Target target) {
		long began = System.nanoTime();
		Node.Effect effect = this.faults.apply(action, node, target);
		Duration took = Duration.ofNanos(Math.max(0, effect.nanoTime() - began));
		return ActionResult.of(action, node, effect, took);
	}

	private boolean exists(Target target) {
		return target.kind() != Target.Kind.NODE || ids().anyMatch((id) -> target.of().equals("" + id));
	}

	private String targets() {
		return ids().mapToObj(String::valueOf).collect(Collectors.joining(", ")) + ", leader, controller";
	}

	private IntStream ids() {
		return this.cluster.nodes().stream().mapToInt(Node::id);
	}

}
