package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.ChartData.Lane;
import dev.failoverlab.verdict.ChartData.Leader;
import dev.failoverlab.verdict.ChartData.Mark;

/** Draws up the {@link ChartData} of a run from the tables, once all is read. */
final class ChartDataBuilder {

	/** Ten to the ninth times the lowest latency: three hours and more are all alike. */
	private static final int STEP_COUNT = 9 * ChartData.STEPS;

	private static final long MILLISECOND = 1_000_000;

	/** Where each step begins but the first, in nanoseconds. */
	private static final long[] LIMITS = limits();

	private final Emails emails;

	private final Timeline timeline;

	private final int partitions;

	private final Map<Integer, Tally> tallies = new TreeMap<>();

	private final BitSet unshown = new BitSet();

	ChartDataBuilder(Emails emails, Timeline timeline, int partitions) {
		this.emails = emails;
		this.timeline = timeline;
		this.partitions = partitions;
	}

	private static long[] limits() {
		long[] limits = new long[STEP_COUNT - 1];
		Arrays.setAll(limits,
				(i) -> Math.round(ChartData.LOWEST * StrictMath.pow(10, (i + 1) / (double) ChartData.STEPS)));
		return limits;
	}

	ChartData course() {
		long from = this.emails.sends().mapToLong((email) -> email.invokedAt).min().orElse(0);
		long to = this.emails.sends().mapToLong((email) -> email.completedAt).max().orElse(from);
		long slot = Math.max(MILLISECOND, (to - from) / ChartData.SLOTS + 1);
		this.emails.sends().forEach((email) -> tally(email, (int) ((email.invokedAt - from) / slot)));
		return new ChartData(from, to, slot, lanes(), this.unshown.cardinality(), faults(), leaders());
	}

	private void tally(Email email, int slot) {
		int partition = email.partition;
		if (this.tallies.size() >= ChartData.MOST_LANES && !this.tallies.containsKey(partition)) {
			this.unshown.set(partition);
			return;
		}
		Tally tally = this.tallies.computeIfAbsent(partition, (unknown) -> new Tally());
		tally.add(slot, (email.ownOutcome == Event.Type.OK) ? email.completedAt - email.invokedAt : -1);
	}

	private List<Lane> lanes() {
		return this.tallies.entrySet().stream().map((entry) -> entry.getValue().lane(entry.getKey())).toList();
	}

	private List<ChartData.FaultBand> faults() {
		return this.timeline.faults()
			.stream()
			.map((span) -> new ChartData.FaultBand(span.fault, span.phrase, span.nodes, span.since(),
					span.hasBegun() ? Long.valueOf(span.inForce()) : null,
					span.hasEnded() ? Long.valueOf(span.until()) : null))
			.toList();
	}

	/** Whenever all reports together name another leader than before. */
	private List<Leader> leaders() {
		List<Leader> changes = new ArrayList<>();
		View view = new View(this.partitions);
		for (Timeline.Report report : this.timeline.reports()) {
			Event.Partition before = view.of(report.partition());
			view.take(report.state());
			Event.Partition now = Objects.requireNonNull(view.of(report.partition()));
			if (before != null && !Objects.equals(before.leader(), now.leader())) {
				changes.add(new Leader(report.t(), report.partition(), before.leader(), now.leader(), report.line()));
			}
		}
		return changes;
	}

	private static int step(long nanos) {
		int found = Arrays.binarySearch(LIMITS, nanos);
		return (found >= 0) ? found + 1 : -found - 1;
	}

	/** The sends of one partition, counted. */
	private static final class Tally {

		/** By slot and step. */
		private final int[][] counts = new int[ChartData.SLOTS][STEP_COUNT];

		private final int[] misses = new int[ChartData.SLOTS];

		private long acknowledged;

		private long unanswered;

		private long slowest;

		/** A latency below 0 stands for none. */
		void add(int slot, long latency) {
			if (latency < 0) {
				this.unanswered++;
				this.misses[slot]++;
				return;
			}
			this.acknowledged++;
			this.slowest = Math.max(this.slowest, latency);
			this.counts[slot][step(latency)]++;
		}

		Lane lane(int partition) {
			List<Mark> marks = new ArrayList<>();
			List<Mark> missing = new ArrayList<>();
			for (int slot = 0; slot < ChartData.SLOTS; slot++) {
				for (int step = 0; step < STEP_COUNT; step++) {
					if (this.counts[slot][step] > 0) {
						marks.add(new Mark(slot, step, this.counts[slot][step]));
					}
				}
				if (this.misses[slot] > 0) {
					missing.add(new Mark(slot, 0, this.misses[slot]));
				}
			}
			return new Lane(partition, this.acknowledged, this.unanswered, this.slowest, marks, missing);
		}

	}

}
