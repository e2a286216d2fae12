package dev.failoverlab.lab.web;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.history.Recorder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** The nodes, and scripted faults on them. */
@Endpoint(id = "brokers")
class BrokersEndpoint {

	private final KafkaCluster cluster;

	private final Roles roles;

	private final Recorder recorder;

	BrokersEndpoint(KafkaCluster cluster, Roles roles, Recorder recorder) {
		this.cluster = cluster;
		this.roles = roles;
		this.recorder = recorder;
	}

	@ReadOperation
	BrokersView brokers() {
		Optional<Roles.Holders> holders = this.roles.holders();
		return new BrokersView(this.roles.topic(),
				this.cluster.nodes().stream().map((node) -> BrokersView.Broker.of(node, holders)).toList());
	}

	@WriteOperation
	WebEndpointResponse<?> act(@Selector String target, @Nullable String action) {
		Optional<BrokerAction> known = BrokerAction.of(action);
		if (known.isEmpty()) {
			String what = (action != null) ? "There is no action \"" + action + "\"." : "The request names no action.";
			return Problem.UNKNOWN_ACTION.response(
					what + " The body says one of " + BrokerAction.words() + ", for example {\"action\": \"kill\"}.");
		}
		if (!this.roles.isKnown(target)) {
			return Problem.UNKNOWN_TARGET
				.response("There is no node \"" + target + "\". Say one of " + targets() + ".");
		}
		return resolveAndApply(target, known.get());
	}

	private WebEndpointResponse<?> resolveAndApply(String target, BrokerAction action) {
		Node node;
		try {
			node = this.roles.nodeOf(target);
		}
		catch (ClusterException ex) {
			return Problem.NOBODY.response(ex.getMessage() + " Name a node by its id, or try again in a few seconds.");
		}
		try {
			return new WebEndpointResponse<>(applied(action, node, this.roles.inWords(target)));
		}
		catch (ClusterException ex) {
			return Problem.NODE_FAILED.response(String.valueOf(ex.getMessage()));
		}
	}

	private ActionResult applied(BrokerAction action, Node node, String target) {
		action.recordAsked(this.recorder, node, target);
		long began = System.nanoTime();
		Node.Effect effect = action.applyTo(node);
		action.recordDone(this.recorder, node, target, effect);
		Duration took = Duration.ofNanos(Math.max(0, effect.nanoTime() - began));
		return ActionResult.of(action, node, effect, took);
	}

	private String targets() {
		String ids = this.cluster.nodes()
			.stream()
			.map((node) -> String.valueOf(node.id()))
			.collect(Collectors.joining(", "));
		return ids + ", " + String.join(", ", Roles.WORDS);
	}

}
