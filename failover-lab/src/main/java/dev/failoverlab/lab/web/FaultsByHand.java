package dev.failoverlab.lab.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Circumstances;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.web.NodeAction.Cure;
import dev.failoverlab.lab.web.NodeAction.Inflict;
import org.jspecify.annotations.Nullable;

/**
 * Inflicts and heals faults on request, on single nodes, and records both. No lock is
 * held, so a node can be killed while a stop waits.
 */
final class FaultsByHand {

	private static final Comparator<NodeFault> ORDER = Comparator.comparing(NodeFault::healing);

	private final KafkaCluster cluster;

	private final Recorder recorder;

	/** The active faults, by node. */
	private final Map<Node, Set<NodeFault>> active = new ConcurrentHashMap<>();

	FaultsByHand(KafkaCluster cluster, Recorder recorder) {
		this.cluster = cluster;
		this.recorder = recorder;
		cluster.onOthers(this::doneByOthers);
	}

	/** Applies an action, and records it. */
	Node.Effect apply(NodeAction action, Node node, Target target) {
		return (action instanceof Inflict inflict) ? inflict(inflict, node, target) : heal((Cure) action, node, target);
	}

	private Node.Effect inflict(Inflict action, Node node, Target target) {
		NodeFault fault = action.fault();
		fault.prepare(this.cluster, action.values());
		Circumstances how = new Circumstances(this.cluster, target, action.values(), new Random());
		return isInForce(fault, node) ? again(action, node, how) : first(action, node, how);
	}

	private boolean isInForce(NodeFault fault, Node node) {
		return fault.changesNothing(node)
				|| (activeOn(node).contains(fault) && (!fault.stopsProcess() || node.state() == Node.State.DOWN));
	}

	/** The fault in force goes on: one more would never end. */
	private Node.Effect again(Inflict action, Node node, Circumstances how) {
		Node.Effect effect = action.fault().inflict(List.of(node), how).get(0);
		note(action, node, effect);
		return effect;
	}

	/** What was asked for and did not begin ends at once, with the reason. */
	private Node.Effect first(Inflict action, Node node, Circumstances how) {
		NodeFault fault = action.fault();
		record(Event.FaultChange.ASKED, fault, node, how.target(), null);
		Node.Effect effect;
		try {
			effect = fault.inflict(List.of(node), how).get(0);
		}
		catch (RuntimeException ex) {
			record(Event.FaultChange.END, fault, node, how.target(), String.valueOf(ex.getMessage()));
			throw ex;
		}
		if (effect.changed()) {
			activeOn(node).add(fault);
			record(Event.FaultChange.BEGIN, fault, node, how.target(), null);
		}
		else {
			record(Event.FaultChange.END, fault, node, how.target(), action.message(node, effect));
		}
		return effect;
	}

	/**
	 * Records what others did to a node. It is the same event as by hand.
	 * @param word the word of the action
	 */
	void doneByOthers(Node node, String word) {
		Target target = new Target(Target.Kind.NODE, "" + node.id());
		NodeAction action = NodeAction.of(word).orElseThrow();
		if (action instanceof Cure cure) {
			end(healedBy(cure, node), node, target);
		}
		else if (action instanceof Inflict inflict && activeOn(node).add(inflict.fault())) {
			record(Event.FaultChange.ASKED, inflict.fault(), node, target, null);
			record(Event.FaultChange.BEGIN, inflict.fault(), node, target, null);
		}
	}

	private List<NodeFault> healedBy(Cure cure, Node node) {
		return activeOn(node).stream().filter(cure::heals).sorted(ORDER).toList();
	}

	private void end(List<NodeFault> healed, Node node, Target target) {
		healed.forEach((fault) -> record(Event.FaultChange.END, fault, node, target, null));
		healed.forEach(activeOn(node)::remove);
	}

	/** Also heals without a recorded fault: a node can end by itself. */
	private Node.Effect heal(Cure cure, Node node, Target target) {
		List<NodeFault> healed = healedBy(cure, node);
		List<Node.Effect> effects = new ArrayList<>();
		healed.forEach((fault) -> effects.add(fault.heal(node)));
		effects.add(cure.healing().heal(node));
		Node.Effect effect = effects.stream().filter(Node.Effect::changed).findFirst().orElse(effects.get(0));
		if (!effect.changed() || healed.isEmpty()) {
			note(cure, node, effect);
			return effect;
		}
		end(healed, node, target);
		return effect;
	}

	/** Heals all faults in force, and starts what is down. */
	ActionResult healAll(NodeAction action) {
		long began = System.nanoTime();
		List<String> done = new ArrayList<>();
		for (Node node : this.cluster.nodes()) {
			for (Cure cure : cures(node)) {
				Node.Effect effect = heal(cure, node, new Target(Target.Kind.NODE, "" + node.id()));
				if (effect.changed()) {
					done.add(cure.message(node, effect));
				}
			}
		}
		return ActionResult.ofAll(action.word(), done, Duration.ofNanos(System.nanoTime() - began));
	}

	/** A start heals all faults of a process that has ended. */
	private Set<Cure> cures(Node node) {
		Set<Cure> cures = EnumSet.noneOf(Cure.class);
		activeOn(node).forEach((fault) -> cures.add(Cure.of(fault)));
		if (node.state() == Node.State.DOWN) {
			cures.add(Cure.START);
			cures.remove(Cure.RESUME);
		}
		return cures;
	}

	private void note(NodeAction action, Node node, Node.Effect effect) {
		this.recorder.record((t) -> new Event.Note(t, action.message(node, effect)));
	}

	private Set<NodeFault> activeOn(Node node) {
		return this.active.computeIfAbsent(node, (unknown) -> ConcurrentHashMap.newKeySet());
	}

	private void record(String type, NodeFault fault, Node node, Target target, @Nullable String error) {
		this.recorder.record((t) -> new Event.FaultChange(t, type, fault.word(), node.id(), null, target.description(),
				fault.phrases().noun(), fault.stopsProcess(), error));
	}

}
