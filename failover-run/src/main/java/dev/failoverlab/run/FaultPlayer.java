package dev.failoverlab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.Deadline;
import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Circumstances;
import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Healing;
import dev.failoverlab.cluster.fault.NodeFault;
import dev.failoverlab.cluster.fault.Values;
import dev.failoverlab.history.Event;
import dev.failoverlab.history.Recorder;
import org.jspecify.annotations.Nullable;

/** Inflicts faults, heals them, and records what happens. */
public final class FaultPlayer {

	private static final Duration STRAGGLING = Duration.ofSeconds(30);

	private static final Duration RETURNING = Duration.ofMinutes(2);

	private final KafkaCluster cluster;

	private final Recorder recorder;

	private final Progress progress;

	private final RandomGenerator random;

	private final List<ActiveFault> active = new ArrayList<>();

	/** When each node was last started again, by its id. */
	private final Map<Integer, Long> started = new TreeMap<>();

	/**
	 * Prepares; nothing is done yet.
	 * @param progress what the nodes report, from a {@code Watcher}
	 * @param random chooses among nodes that match a target
	 */
	public FaultPlayer(KafkaCluster cluster, Recorder recorder, Progress progress, RandomGenerator random) {
		this.cluster = cluster;
		this.recorder = recorder;
		this.progress = progress;
		this.random = random;
	}

	/**
	 * Inflicts a fault as many times as its values say. Returns once it is in force; one
	 * that heals itself is over then.
	 * @throws UnmetConditionException when no node matches the target, or the fault would
	 * change nothing
	 */
	public void inflict(NodeFault fault, Target target, Values values) {
		for (int time = 0; time < fault.times(values); time++) {
			List<Node> nodes = resolve(target);
			Stream<List<Node>> turns = fault.isOneByOne() ? nodes.stream().map(List::of) : Stream.of(nodes);
			turns.forEach((turn) -> inflictOnce(fault, target, turn, values));
		}
	}

	/**
	 * Plays a fault that is not of nodes and heals itself.
	 * @param target as it was asked for
	 * @param action inflicts it, and calls what it is given once it is in force
	 */
	public void play(Fault fault, String target, Consumer<Runnable> action) {
		FaultNote note = new FaultNote(fault, List.of(), target);
		note(note, Event.FaultChange.ASKED, null);
		attempt(note, () -> action.accept(() -> note(note, Event.FaultChange.BEGIN, null)), () -> {
		});
		note(note, Event.FaultChange.END, null);
	}

	/**
	 * Waits until all that was started again is back. Reports from before a node went
	 * down do not count, nor those of nodes without a quorum.
	 */
	public void awaitReturn() {
		this.started.forEach((node, since) -> awaitBack(this.cluster.node(node), since));
	}

	private void inflictOnce(NodeFault fault, Target target, List<Node> nodes, Values values) {
		FaultNote note = new FaultNote(fault, nodes, target.description());
		this.progress.expectFault(note.ids());
		ActiveFault inflicted = new ActiveFault(fault, note, nodes);
		note(note, Event.FaultChange.ASKED, null);
		attempt(note, () -> checkChange(fault, nodes), () -> {
		});
		attempt(note, () -> fault.inflict(nodes, new Circumstances(this.cluster, target, values, this.random)),
				inflicted::heal);
		long begin = note(note, Event.FaultChange.BEGIN, null);
		if (fault.healing() != Healing.ITSELF) {
			this.active.add(inflicted);
		}
		else if (fault.stopsProcess()) {
			comeBack(inflicted, begin);
		}
		else {
			note(note, Event.FaultChange.END, null);
		}
		if (fault.isOneByOne()) {
			awaitWhole();
		}
	}

	private List<Node> resolve(Target target) {
		try {
			return target.resolve(this.cluster, this.random);
		}
		catch (ClusterException ex) {
			throw new UnmetConditionException("there is such a node",
					String.valueOf(ex.getMessage()).replaceFirst("\\.$", ""));
		}
	}

	/**
	 * Until the others miss it, they go on naming a dead leader: to kill that once more
	 * would be no fault.
	 */
	private static void checkChange(NodeFault fault, List<Node> nodes) {
		nodes.stream().filter(fault::changesNothing).findFirst().ifPresent((node) -> {
			throw new UnmetConditionException("node " + node.id() + " runs",
					"node " + node.id() + " is " + node.state().name().toLowerCase(Locale.ROOT) + " already, and "
							+ fault.word()
							+ " changes nothing; a step with `when`, for example \"leader of … has changed\","
							+ " waits until the other nodes notice");
		});
	}

	/** Nodes that were taken down start once the others miss them. */
	private void comeBack(ActiveFault fault, long begin) {
		Set<Integer> gone = Set.copyOf(fault.leftIds());
		List<Integer> others = brokersBut(gone);
		boolean missed = others.isEmpty() || this.progress.awaitMissed(gone, others, STRAGGLING);
		fault.heal();
		note(fault.note(), Event.FaultChange.END, null);
		if (!missed) {
			this.recorder.note("Nodes " + gone + " were not missed while they were down.");
		}
		fault.left().forEach((node) -> awaitBack(node, begin));
		// Otherwise old reports of the other nodes would count for the next time.
		this.progress.awaitSeenBack(gone, others, STRAGGLING);
	}

	/** Of Kafka's own topics, too: the next node may hold what the last one lacks. */
	private void awaitWhole() {
		Set<String> missing = Deadline.in(RETURNING).until(this.cluster::partitionsOutOfSync, Set::isEmpty);
		if (!missing.isEmpty()) {
			throw new UnmetConditionException("every replica of every topic is in sync",
					"not in sync: " + String.join(", ", missing));
		}
	}

	/** Reports from before it was taken down do not count. */
	private void awaitBack(Node node, long since) {
		if (node.brokerAddress().isEmpty()) {
			awaitCaughtUp(node.id());
		}
		else {
			this.progress.awaitInIsr(node.id(), since, RETURNING);
		}
	}

	/**
	 * Of the controllers only the active one answers, so it is asked: the other is back
	 * once it has all of the metadata log that there is now.
	 */
	private void awaitCaughtUp(int controller) {
		try {
			long end = Collections.max(this.cluster.voterEnds().values());
			Map<Integer, Long> ends = Deadline.in(RETURNING)
				.until(this.cluster::voterEnds, (each) -> each.getOrDefault(controller, -1L) >= end);
			if (ends.getOrDefault(controller, -1L) < end) {
				throw new RunException("Waited " + RETURNING.toSeconds() + " s until the controller " + controller
						+ " has the metadata log up to offset " + end + ": the voters have it up to " + ends + ".");
			}
		}
		catch (ClusterException ex) {
			throw new RunException("The controller " + controller + " is not back: " + ex.getMessage(), ex);
		}
	}

	/** Of several nodes, some may have the fault when it fails on another. */
	private void attempt(FaultNote fault, Runnable action, Runnable cleanUp) {
		try {
			action.run();
		}
		catch (ClusterException | RunException ex) {
			try {
				cleanUp.run();
			}
			catch (ClusterException second) {
				ex.addSuppressed(second);
			}
			note(fault, Event.FaultChange.END, ex.getMessage());
			throw ex;
		}
	}

	/**
	 * Heals a node, or all; there may be nothing left to heal.
	 * @param only the id of the one node to heal, or empty for all
	 */
	public void heal(OptionalInt only) {
		only.ifPresent(this.cluster::node); // Or an error that names those that exist.
		Predicate<Node> meant = (node) -> only.isEmpty() || only.getAsInt() == node.id();
		List<ActiveFault> due = this.active.stream()
			.filter((fault) -> !fault.of(meant).left().isEmpty())
			.sorted(Comparator.comparing((fault) -> fault.fault().healing()))
			.toList();
		if (due.isEmpty()) {
			return;
		}
		awaitMoved(moved(due, meant));
		this.recorder.phase(Event.Phase.HEAL);
		due.forEach((fault) -> fault.of(meant).repairWhatIsDown());
		due.forEach((fault) -> heal(fault, fault.of(meant), fault.of(meant.negate())));
	}

	/** A fault is over when the last of its nodes is healed. */
	private void heal(ActiveFault fault, ActiveFault part, ActiveFault rest) {
		part.heal();
		this.active.remove(fault);
		List<Integer> ids = part.leftIds();
		long time;
		if (rest.left().isEmpty()) {
			time = note(fault.note(), Event.FaultChange.END, null);
		}
		else {
			this.active.add(rest);
			time = record((t) -> new Event.Note(t,
					"Of the nodes with the fault " + fault.fault().word() + ", " + ids + " are healed."));
		}
		if (fault.fault().healing().starts()) {
			ids.forEach((id) -> this.started.put(id, time));
		}
	}

	/**
	 * Waits until the others miss the nodes of the faults that move leaders: they lead
	 * nothing and are in no ISR. Does not wait where no majority is left.
	 * @return false when it took too long
	 */
	public boolean awaitMissed() {
		Set<Integer> gone = moved(this.active, (node) -> true);
		return !canTakeOver(gone) || this.progress.awaitMissed(gone, brokersBut(gone), STRAGGLING);
	}

	/**
	 * On a busy machine a leader's death can take longer to be seen than the step says;
	 * healed before that, it would have had no effect. Where no majority is left, no node
	 * can take over.
	 */
	private void awaitMoved(Set<Integer> gone) {
		if (canTakeOver(gone) && !this.progress.awaitLeadersOtherThan(gone, brokersBut(gone), STRAGGLING)) {
			this.recorder.note("Healing although nodes " + gone
					+ " still lead partitions: no other node took over within " + STRAGGLING.toSeconds() + " s more.");
		}
	}

	private static Set<Integer> moved(List<ActiveFault> faults, Predicate<Node> meant) {
		return faults.stream()
			.filter((fault) -> fault.fault().movesLeaders())
			.flatMap((fault) -> fault.of(meant).leftIds().stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private boolean canTakeOver(Set<Integer> gone) {
		return !gone.isEmpty() && brokersBut(gone).size() > this.cluster.brokerIds().size() / 2;
	}

	private List<Integer> brokersBut(Set<Integer> gone) {
		return this.cluster.brokerIds().stream().filter((id) -> !gone.contains(id)).toList();
	}

	/** Returns the time of the history. */
	private long note(FaultNote fault, String type, @Nullable String error) {
		return record((t) -> fault.event(t, type, error));
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

}
