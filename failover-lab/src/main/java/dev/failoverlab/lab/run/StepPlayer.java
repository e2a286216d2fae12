package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.DiskFailure;
import dev.failoverlab.cluster.Fault;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.NetworkedNode;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.scenario.Step;
import org.jspecify.annotations.Nullable;

/** Does to the cluster what the steps say, when they are due, and notes it. */
final class StepPlayer {

	private static final Duration STRAGGLING = Duration.ofSeconds(30);

	private static final Duration RETURNING = Duration.ofMinutes(2);

	private final KafkaCluster cluster;

	private final String topic;

	private final Traffic traffic;

	private final Recorder recorder;

	private final Progress progress;

	private final RandomGenerator random;

	private final List<ActiveFault> wounds = new ArrayList<>();

	/** When each node was last started again, by its id. */
	private final Map<Integer, Long> started = new TreeMap<>();

	StepPlayer(KafkaCluster cluster, String topic, Traffic traffic, Recorder recorder, Progress progress,
			RandomGenerator random) {
		this.cluster = cluster;
		this.topic = topic;
		this.traffic = traffic;
		this.recorder = recorder;
		this.progress = progress;
		this.random = random;
	}

	void play(List<Step> steps) {
		for (Step step : steps) {
			this.progress.pause(step.after());
			if (step instanceof Step.Inflict inflict) {
				inflict(inflict);
			}
			else if (step instanceof Step.Bounce bounce) {
				bounce(bounce);
			}
			else if (step instanceof Step.RestartClient restart) {
				restart(restart);
			}
			else if (step instanceof Step.Await await) {
				this.progress.await(await.condition(), await.within());
			}
			else if (step instanceof Step.Observe observe) {
				observe.what().observe(this.cluster, this.topic, this.recorder);
			}
			else if (step instanceof Step.Heal heal) {
				heal(heal.node());
			}
		}
		heal(OptionalInt.empty());
	}

	/**
	 * Waits until all that was started again is back. What a node said before it went
	 * down, and what others say whose quorum was lost, tells nothing of that.
	 */
	void awaitReturn() {
		this.started.forEach((node, since) -> awaitBack(this.cluster.node(node), since));
	}

	private void inflict(Step.Inflict step) {
		List<Node> nodes = step.target().resolve(this.cluster, this.random);
		Noted fault = new Noted(step.fault().word(), nodes, step.target().inWords());
		note(fault, Event.FaultChange.ASKED, null);
		attempt(fault, () -> checkChange(step.fault(), nodes), StepPlayer::undoNothing);
		ActiveFault wound = new ActiveFault(step, nodes);
		attempt(fault, () -> inflict(step, nodes), wound::undo);
		note(fault, Event.FaultChange.BEGIN, null);
		this.wounds.add(wound);
	}

	/**
	 * Until the others miss it, they go on naming a dead leader: to kill that once more
	 * would be no fault.
	 */
	private static void checkChange(Fault fault, List<Node> nodes) {
		boolean ends = fault == Fault.STOP || fault == Fault.KILL;
		for (Node node : nodes) {
			Node.State state = node.state();
			if ((ends && state == Node.State.DOWN) || (fault == Fault.PAUSE && state == Node.State.PAUSED)) {
				throw new UnmetConditionException(
						"Node " + node.id() + " is " + state.name().toLowerCase(java.util.Locale.ROOT) + " already: "
								+ fault.word() + " changes nothing. A step with `when`, leader of … is not " + node.id()
								+ " say, waits until it is missed.");
			}
		}
	}

	private void bounce(Step.Bounce step) {
		for (int time = 0; time < step.times(); time++) {
			List<Node> nodes = step.target().resolve(this.cluster, this.random);
			Noted fault = new Noted("bounce", nodes, step.target().inWords());
			note(fault, Event.FaultChange.ASKED, null);
			attempt(fault, () -> checkChange(step.with(), nodes), StepPlayer::undoNothing);
			attempt(fault, () -> AtOnce.on(nodes, (node) -> {
				switch (step.with()) {
					case STOP -> node.stop();
					default -> node.kill();
				}
			}), () -> EachNode.of(nodes, Node::start));
			long begin = note(fault, Event.FaultChange.BEGIN, null);
			Set<Integer> gone = Set.copyOf(ids(nodes));
			List<Integer> left = brokersBut(gone);
			boolean missed = left.isEmpty() || this.progress.awaitMissed(gone, left, STRAGGLING);
			nodes.forEach(Node::start);
			note(fault, Event.FaultChange.END, null);
			if (!missed) {
				this.recorder
					.record((t) -> new Event.Note(t, "Nodes " + gone + " were not missed while they were down."));
			}
			nodes.forEach((node) -> awaitBack(node, begin));
			// Else what the others have not heard yet would pass for the next time.
			this.progress.awaitSeenBack(gone, left, STRAGGLING);
		}
	}

	/** What the node said before it was taken down says nothing of its return. */
	private void awaitBack(Node node, long since) {
		if (node.brokerAddress().isEmpty()) {
			this.progress.awaitInQuorum(node.id(), since, RETURNING);
		}
		else {
			this.progress.awaitInIsr(node.id(), since, RETURNING);
		}
	}

	private void restart(Step.RestartClient step) {
		Noted fault = new Noted("restart-client", List.of(), step.client().word());
		note(fault, Event.FaultChange.ASKED, null);
		attempt(fault, () -> this.traffic.restart(step.client(), step.with(),
				() -> note(fault, Event.FaultChange.BEGIN, null)), StepPlayer::undoNothing);
		note(fault, Event.FaultChange.END, null);
	}

	private static void undoNothing() {
		// Nothing was done.
	}

	/** Of several nodes some may be hurt when one cannot be. */
	private void attempt(Noted fault, Runnable action, Runnable undo) {
		try {
			action.run();
		}
		catch (ClusterException | LabException ex) {
			try {
				undo.run();
			}
			catch (ClusterException undoing) {
				ex.addSuppressed(undoing);
			}
			note(fault, Event.FaultChange.END, ex.getMessage());
			throw ex;
		}
	}

	/** Heals a node, or all; there may be nothing left to heal. */
	private void heal(OptionalInt only) {
		only.ifPresent(this.cluster::node); // Or an error that names those that exist.
		Predicate<Node> meant = (node) -> only.isEmpty() || only.getAsInt() == node.id();
		List<ActiveFault> hurt = this.wounds.stream()
			.filter((wound) -> !wound.of(meant).isHealed())
			.sorted(Comparator.comparing(ActiveFault::turn))
			.toList();
		if (hurt.isEmpty()) {
			return;
		}
		awaitMoved(hurt.stream()
			.filter((wound) -> wound.step().fault().movesLeaders())
			.flatMap((wound) -> ids(wound.of(meant).hurt()).stream())
			.collect(Collectors.toCollection(TreeSet::new)));
		this.recorder.record((t) -> new Event.Phase(t, Event.Phase.HEAL));
		hurt.forEach((wound) -> wound.of(meant).repairWhatIsDown());
		hurt.forEach((wound) -> heal(wound, wound.of(meant), wound.of(meant.negate())));
	}

	/** A fault is over when the last of its nodes is healed. */
	private void heal(ActiveFault wound, ActiveFault part, ActiveFault rest) {
		part.heal();
		this.wounds.remove(wound);
		List<Integer> ids = ids(part.hurt());
		long time;
		if (rest.isHealed()) {
			time = note(new Noted(wound.step().fault().word(), wound.nodes(), wound.step().target().inWords()),
					Event.FaultChange.END, null);
		}
		else {
			this.wounds.add(rest);
			time = record((t) -> new Event.Note(t, "Of the nodes that were hurt together, " + ids + " are healed."));
		}
		if (wound.isHealedByAStart()) {
			ids.forEach((id) -> this.started.put(id, time));
		}
	}

	/**
	 * On a busy machine a leader's death can take longer to be seen than the step says;
	 * healed before that, it would have had no effect. Where no majority is left, nobody
	 * can take over.
	 */
	private void awaitMoved(Set<Integer> gone) {
		List<Integer> left = brokersBut(gone);
		if (gone.isEmpty() || left.size() <= brokersBut(Set.of()).size() / 2) {
			return;
		}
		if (!this.progress.awaitLeadersOtherThan(gone, left, STRAGGLING)) {
			this.recorder.record((t) -> new Event.Note(t, "Healing although nodes " + gone
					+ " still lead partitions: nobody took over within " + STRAGGLING.toSeconds() + " s more."));
		}
	}

	private List<Integer> brokersBut(Set<Integer> gone) {
		return this.cluster.nodes()
			.stream()
			.filter((node) -> !node.brokerAddress().isEmpty())
			.map(Node::id)
			.filter((id) -> !gone.contains(id))
			.toList();
	}

	private static List<Integer> ids(List<Node> nodes) {
		return nodes.stream().map(Node::id).toList();
	}

	/** Returns the time of the history. */
	private long note(Noted fault, String type, @Nullable String error) {
		List<Integer> ids = ids(fault.nodes());
		Integer node = (ids.size() == 1) ? ids.get(0) : null;
		List<Integer> nodes = (ids.size() > 1) ? ids : null;
		return record((t) -> new Event.FaultChange(t, type, fault.fault(), node, nodes, fault.target(), error));
	}

	/** Returns the time of the history. */
	private long record(LongFunction<Event> event) {
		AtomicLong time = new AtomicLong();
		this.recorder.record((t) -> {
			time.set(t);
			return event.apply(t);
		});
		return time.get();
	}

	private void inflict(Step.Inflict step, List<Node> nodes) {
		switch (step.fault()) {
			case NONE -> {
			}
			case STOP -> AtOnce.on(nodes, Node::stop);
			case KILL -> AtOnce.on(nodes, Node::kill);
			case PAUSE -> AtOnce.on(nodes, Node::pause);
			case PARTITION -> AtOnce.on(nodes, (node) -> NetworkedNode.of(node).cutOff(Cut.NODES));
			case PARTITION_CLIENTS -> AtOnce.on(nodes, (node) -> NetworkedNode.of(node).cutOff(Cut.CLIENTS));
			case ISOLATE -> AtOnce.on(nodes, (node) -> NetworkedNode.of(node).cutOff(Cut.ALL));
			case SLOW -> AtOnce.on(nodes, (node) -> NetworkedNode.of(node).slow(step.slowness()));
			case DISK_FULL, DISK_GONE -> breakDisks(step, nodes);
			// One after the other: a quorum makes one change at a time.
			case WIPE -> nodes.forEach(Node::wipe);
		}
	}

	/** Chosen before anything is done at once, so that chance is asked in one order. */
	private void breakDisks(Step.Inflict step, List<Node> nodes) {
		Map<Integer, Integer> disks = new HashMap<>();
		nodes.forEach((node) -> disks.put(node.id(), disk(step.target(), node)));
		AtOnce.on(nodes, (node) -> node.breakDisk(disks.getOrDefault(node.id(), 1),
				(step.fault() == Fault.DISK_FULL) ? DiskFailure.FULL : DiskFailure.GONE));
	}

	/** The disk that the partition is on, if the target is about one; else any. */
	private int disk(Target target, Node node) {
		OptionalInt disk = OptionalInt.empty();
		if (target instanceof Target.Leader leader) {
			disk = this.cluster.diskOf(node.id(), leader.topic(), leader.partition());
		}
		else if (target instanceof Target.Follower follower) {
			disk = this.cluster.diskOf(node.id(), follower.topic(), follower.partition());
		}
		return disk.orElseGet(() -> 1 + this.random.nextInt(this.cluster.spec().disks()));
	}

	/** What the events of one fault have in common. */
	private record Noted(String fault, List<Node> nodes, String target) {
	}

}
