package dev.failoverlab.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Cut;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.history.Event;
import dev.failoverlab.lab.history.Recorder;
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

	private final List<Wound> wounds = new ArrayList<>();

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
				heal((wound) -> heal.node().isEmpty() || wound.isOf(heal.node().getAsInt()));
			}
		}
		heal((wound) -> true);
	}

	private void inflict(Step.Inflict step) {
		List<Node> nodes = step.target().resolve(this.cluster, this.random);
		Noted fault = new Noted(step.fault().word(), nodes, step.target().inWords());
		note(fault, Event.Fault.ASKED, null);
		Wound wound = new Wound(step, nodes);
		attempt(fault, () -> inflict(step, nodes), wound::undo);
		note(fault, Event.Fault.BEGIN, null);
		this.wounds.add(wound);
	}

	private void bounce(Step.Bounce step) {
		for (int time = 0; time < step.times(); time++) {
			List<Node> nodes = step.target().resolve(this.cluster, this.random);
			Noted fault = new Noted("bounce", nodes, step.target().inWords());
			note(fault, Event.Fault.ASKED, null);
			attempt(fault, () -> AtOnce.on(nodes, (node) -> {
				switch (step.with()) {
					case STOP -> node.stop();
					default -> node.kill();
				}
			}), () -> Undo.of(nodes, Node::start));
			long begin = note(fault, Event.Fault.BEGIN, null);
			Set<Integer> gone = nodes.stream().map(Node::id).collect(Collectors.toSet());
			List<Integer> left = brokersBut(gone);
			boolean missed = left.isEmpty() || this.progress.awaitMissed(gone, left, STRAGGLING);
			nodes.forEach(Node::start);
			note(fault, Event.Fault.END, null);
			if (!missed) {
				this.recorder
					.record((t) -> new Event.Note(t, "Nodes " + gone + " were not missed while they were down."));
			}
			nodes.forEach((node) -> awaitBack(node, begin));
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
		note(fault, Event.Fault.ASKED, null);
		attempt(fault,
				() -> this.traffic.restart(step.client(), step.with(), () -> note(fault, Event.Fault.BEGIN, null)),
				() -> {
				});
		note(fault, Event.Fault.END, null);
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
			note(fault, Event.Fault.END, ex.getMessage());
			throw ex;
		}
	}

	/** Heals what is hurt and meant; there may be nothing left to heal. */
	private void heal(Predicate<Wound> meant) {
		List<Wound> healed = this.wounds.stream().filter(meant).sorted(Comparator.comparing(Wound::turn)).toList();
		if (healed.isEmpty()) {
			return;
		}
		awaitMoved(healed.stream()
			.filter((wound) -> wound.step().fault().movesLeaders())
			.flatMap((wound) -> wound.nodes().stream().map(Node::id))
			.collect(Collectors.toCollection(TreeSet::new)));
		this.recorder.record((t) -> new Event.Phase(t, Event.Phase.HEAL));
		healed.forEach(Wound::repairWhatIsDown);
		healed.forEach((wound) -> {
			wound.heal();
			note(new Noted(wound.step().fault().word(), wound.nodes(), wound.step().target().inWords()),
					Event.Fault.END, null);
		});
		this.wounds.removeAll(healed);
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

	/** Returns the time of the history. */
	private long note(Noted fault, String type, @Nullable String error) {
		List<Integer> ids = fault.nodes().stream().map(Node::id).toList();
		Integer node = (ids.size() == 1) ? ids.get(0) : null;
		List<Integer> nodes = (ids.size() > 1) ? ids : null;
		AtomicLong time = new AtomicLong();
		this.recorder.record((t) -> {
			time.set(t);
			return new Event.Fault(t, type, fault.fault(), node, nodes, fault.target(), error);
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
			case PARTITION -> AtOnce.on(nodes, (node) -> node.cutOff(Cut.NODES));
			case PARTITION_CLIENTS -> AtOnce.on(nodes, (node) -> node.cutOff(Cut.CLIENTS));
			case ISOLATE -> AtOnce.on(nodes, (node) -> node.cutOff(Cut.ALL));
			case SLOW -> AtOnce.on(nodes, (node) -> node.slow(step.slowness()));
			case DISK_FULL, DISK_GONE -> breakDisks(step, nodes);
			// One after the other: a quorum makes one change at a time.
			case WIPE -> nodes.forEach(Node::wipe);
		}
	}

	/** Chosen before anything is done at once, so that chance is asked in one order. */
	private void breakDisks(Step.Inflict step, List<Node> nodes) {
		Map<Integer, Integer> disks = new HashMap<>();
		nodes.forEach((node) -> disks.put(node.id(), disk(step.target(), node)));
		AtOnce.on(nodes, (node) -> node.breakDisk(disks.getOrDefault(node.id(), 1), step.fault()));
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
