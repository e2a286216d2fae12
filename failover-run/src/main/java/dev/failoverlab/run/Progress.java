package dev.failoverlab.run;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/** How far a run has come, by the events of its history, and waiting for more. */
public final class Progress implements Consumer<Event>, RunState {

	private final int partitions;

	private final Map<String, Set<Integer>> held = new HashMap<>();

	private final Map<Integer, Long> handled = new TreeMap<>();

	private final Map<Integer, Map<Integer, Event.Partition>> reports = new TreeMap<>();

	private final Map<Integer, Event.Partition> newest = new TreeMap<>();

	private Map<Integer, Event.Partition> beforeFault = Map.of();

	private Set<Integer> faulted = Set.of();

	private Event.@Nullable Quorum quorum;

	private final Map<Integer, Long> acknowledgedUpTo = new TreeMap<>();

	private int pending;

	private int acknowledged;

	private @Nullable String error;

	private boolean over;

	/** Begins a run with a topic of so many partitions. */
	public Progress(int partitions) {
		this.partitions = partitions;
	}

	@Override
	public synchronized void accept(Event event) {
		if (event instanceof Event.Send send) {
			take(send);
		}
		else if (event instanceof Event.Assign assign) {
			this.held.put(assign.process(), Set.copyOf(assign.partitions()));
		}
		else if (event instanceof Event.Poll poll) {
			poll.records().forEach((handled) -> this.handled.merge(handled.partition(), handled.offset(), Math::max));
		}
		else if (event instanceof Event.Partition report) {
			this.newest.merge(report.partition(), report, (old, now) -> (now.epoch() >= old.epoch()) ? now : old);
			this.reports.computeIfAbsent(report.seenFrom(), (node) -> new TreeMap<>()).put(report.partition(), report);
		}
		else if (event instanceof Event.Quorum report) {
			this.quorum = (this.quorum == null || report.epoch() >= this.quorum.epoch()) ? report : this.quorum;
		}
		notifyAll();
	}

	@Override
	public synchronized Optional<Event.Partition> partition(int partition) {
		return Optional.ofNullable(this.newest.get(partition));
	}

	@Override
	public synchronized int activeController() {
		return (this.quorum != null && this.quorum.leader() != null) ? this.quorum.leader() : -1;
	}

	@Override
	public synchronized Set<Integer> faulted() {
		return this.faulted;
	}

	@Override
	public synchronized @Nullable Integer leaderBeforeFault(int partition) {
		Event.Partition report = this.beforeFault.get(partition);
		return (report != null) ? report.leader() : null;
	}

	/**
	 * A fault is about to be inflicted. Its events say so too, but come later: a step
	 * must not wait for what an earlier fault did.
	 */
	public synchronized void expectFault(Collection<Integer> nodes) {
		this.faulted = Set.copyOf(nodes);
		this.beforeFault = Map.copyOf(this.newest);
	}

	/** The highest acknowledged offset of each partition of which a send told it. */
	public synchronized Map<Integer, Long> acknowledgedUpTo() {
		return Map.copyOf(this.acknowledgedUpTo);
	}

	@Override
	public synchronized long acknowledged() {
		return this.acknowledged;
	}

	/**
	 * Waits for a condition.
	 * @param description the condition, for people
	 * @throws UnmetConditionException when it does not happen in time
	 */
	public void await(String description, Predicate<RunState> condition, Duration atMost) {
		if (!pass(atMost, () -> condition.test(this))) {
			throw new UnmetConditionException(description, this.newest.values().stream().map(Progress::said).toList()
					+ ", active controller " + activeController() + ", " + this.acknowledged + " acknowledged");
		}
	}

	/** Ends every wait with an exception. */
	public synchronized void end() {
		this.over = true;
		notifyAll();
	}

	/** Lets time pass, because a step is due later. */
	public void pause(Duration time) {
		pass(time, () -> false);
	}

	/**
	 * Waits until some consumers hold every partition.
	 * @param members so many of them hold a partition or more
	 */
	public void awaitReaders(int members, Duration atMost) {
		await("every partition is held by one of " + members + ((members == 1) ? " consumer" : " consumers"), atMost,
				() -> assigned().size() == this.partitions
						&& this.held.values().stream().filter((held) -> !held.isEmpty()).count() >= members,
				() -> "they hold " + this.held);
	}

	public void awaitCompletions(Duration atMost) {
		await("every send has an outcome", atMost, () -> this.pending == 0, () -> this.pending + " have none");
	}

	/**
	 * Waits until the consumer has handled all up to the given offset of each partition.
	 */
	public void awaitHandled(Map<Integer, Long> last, Duration atMost) {
		await("the consumer has handled " + last, atMost,
				() -> last.entrySet()
					.stream()
					.allMatch((entry) -> this.handled.getOrDefault(entry.getKey(), -1L) >= entry.getValue()),
				() -> "it has handled " + this.handled);
	}

	/**
	 * Waits until each of the nodes reports every partition with all replicas in its ISR.
	 */
	public void awaitFullIsr(Collection<Integer> nodes, Duration atMost) {
		awaitReports("every partition has all of its replicas in the ISR", nodes, atMost,
				(report) -> report.leader() != null && Set.copyOf(report.isr()).containsAll(report.replicas()));
	}

	/**
	 * Waits until a broker that was away has come back: it reports itself in the ISR of
	 * every partition that it keeps.
	 * @param since reports from before that time of the history do not count
	 */
	public void awaitInIsr(int node, long since, Duration atMost) {
		awaitReports("it is in the ISR of every partition again", List.of(node), atMost,
				(report) -> report.t() > since && isInIsr(report, node));
	}

	/**
	 * Waits until each of the nodes reports every partition led by its preferred replica.
	 */
	public void awaitPreferredLeaders(Collection<Integer> nodes, Duration atMost) {
		awaitReports("every partition is led by its preferred replica", nodes, atMost,
				(report) -> Objects.equals(report.leader(), report.replicas().get(0)));
	}

	/**
	 * Waits until each of the nodes reports every partition without some others: led by
	 * none of them, and with none of them in its ISR, unless no node is left to lead it.
	 * @return whether they do
	 */
	public boolean awaitMissed(Collection<Integer> gone, Collection<Integer> nodes, Duration atMost) {
		return pass(atMost, () -> allReport(nodes,
				(report) -> report.leader() == null || Collections.disjoint(report.isr(), gone)));
	}

	/**
	 * Waits until each of the nodes reports others in the ISR of every partition that
	 * they keep.
	 * @return whether they do
	 */
	public boolean awaitSeenBack(Collection<Integer> back, Collection<Integer> nodes, Duration atMost) {
		return pass(atMost,
				() -> allReport(nodes, (report) -> back.stream().allMatch((each) -> isInIsr(report, each))));
	}

	/**
	 * Waits until each of the nodes reports every partition led by somebody else, or by
	 * no node: where none is left to lead it there is nothing to wait for.
	 * @return whether they do
	 */
	public boolean awaitLeadersOtherThan(Collection<Integer> gone, Collection<Integer> nodes, Duration atMost) {
		return pass(atMost,
				() -> allReport(nodes, (report) -> report.leader() == null || !gone.contains(report.leader())));
	}

	/** Throws when nothing was acknowledged, with an error that shows why. */
	public synchronized void checkAcknowledged() {
		if (this.acknowledged == 0) {
			throw new RunException("Not one email was acknowledged before the first step: " + this.error + ".");
		}
	}

	private void take(Event.Send send) {
		this.pending += (send.type() == Event.Type.INVOKE) ? 1 : -1;
		this.acknowledged += (send.type() == Event.Type.OK) ? 1 : 0;
		if (send.type() == Event.Type.OK && send.partition() != null && send.offset() != null) {
			this.acknowledgedUpTo.merge(send.partition(), send.offset(), Math::max);
		}
		this.error = (send.error() != null) ? send.error() : this.error;
	}

	private void awaitReports(String what, Collection<Integer> nodes, Duration atMost,
			Predicate<Event.Partition> condition) {
		await(what + ", as nodes " + nodes + " report", atMost, () -> allReport(nodes, condition), this::reported);
	}

	/** Whether the last report of every node on every partition meets a condition. */
	private boolean allReport(Collection<Integer> nodes, Predicate<Event.Partition> condition) {
		return nodes.stream()
			.map((node) -> this.reports.getOrDefault(node, Map.of()))
			.allMatch((last) -> last.size() == this.partitions && last.values().stream().allMatch(condition));
	}

	/** Or does not keep the partition. */
	private static boolean isInIsr(Event.Partition report, int node) {
		return report.isr().contains(node) || !report.replicas().contains(node);
	}

	private String reported() {
		return this.reports.entrySet()
			.stream()
			.map((node) -> "node " + node.getKey() + ": "
					+ node.getValue().values().stream().map(Progress::said).toList())
			.collect(Collectors.joining("; "));
	}

	private static String said(Event.Partition report) {
		return report.partition() + " led by " + report.leader() + " with ISR " + report.isr();
	}

	private Set<Integer> assigned() {
		return this.held.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
	}

	private synchronized void await(String what, Duration atMost, BooleanSupplier condition, Supplier<String> seen) {
		if (!pass(atMost, condition)) {
			throw new RunException("Waited " + atMost.toSeconds() + " s until " + what + ": " + seen.get() + ".");
		}
	}

	private synchronized boolean pass(Duration atMost, BooleanSupplier condition) {
		long deadline = System.nanoTime() + atMost.toNanos();
		try {
			for (long left = atMost.toNanos(); left > 0
					&& !condition.getAsBoolean(); left = deadline - System.nanoTime()) {
				if (this.over) {
					throw new RunException("The run was ended.");
				}
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RunException("The run was interrupted.", ex);
		}
		return condition.getAsBoolean();
	}

}
