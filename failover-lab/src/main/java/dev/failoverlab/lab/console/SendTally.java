package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;

/** How many emails were acknowledged so far, and which partitions take none. */
final class SendTally {

	/** Shorter silences get no line; the report has them all. */
	private static final long WORTH_TELLING = 500_000_000L;

	private final String topic;

	private final SortedMap<Integer, Sends> partitions = new TreeMap<>();

	private final Map<String, Sends> pending = new HashMap<>();

	private long acknowledged;

	private long failed;

	private long unknown;

	/**
	 * Creates a tally.
	 * @param topic the topic that partition numbers belong to
	 */
	SendTally(String topic) {
		this.topic = topic;
	}

	/**
	 * Takes one step of one send.
	 * @param event the step
	 * @return a line when it ends a partition's silence
	 */
	Optional<PartitionLine> count(Event.Send event) {
		if (event.type() == Event.Type.INVOKE) {
			invoke(event);
			return Optional.empty();
		}
		Sends sends = this.pending.remove(event.id());
		if (sends == null) {
			return Optional.empty();
		}
		if (event.type() != Event.Type.OK) {
			this.failed += (event.type() == Event.Type.FAIL) ? 1 : 0;
			this.unknown += (event.type() == Event.Type.INFO) ? 1 : 0;
			sends.open.remove(event.id());
			return Optional.empty();
		}
		this.acknowledged++;
		long silence = sends.acknowledge(event.id(), event.t());
		return (silence < WORTH_TELLING || event.partition() == null) ? Optional.empty() : Optional
			.of(new PartitionLine(this.topic, event.partition(), List.of(), "", silence / 1_000_000, Palette.GOOD));
	}

	/** How many sends have come how far, or empty before the first. */
	String counts() {
		return this.partitions.isEmpty() ? ""
				: Format.count(this.acknowledged) + " acked, " + Format.count(this.pending.size()) + " pending"
						+ ((this.failed > 0) ? ", " + Format.count(this.failed) + " failed" : "")
						+ ((this.unknown > 0) ? ", " + Format.count(this.unknown) + " unknown" : "");
	}

	/**
	 * The partitions that take no writes although there are some.
	 * @param now the time on the run's clock, in nanoseconds
	 * @return for example {@code no acks for 3.2 s: 0 2}, with the longest time, or empty
	 */
	String silences(long now) {
		Map<Integer, Long> silent = new TreeMap<>();
		this.partitions.forEach((partition, sends) -> silent.put(partition, sends.silence(now)));
		silent.values().removeIf((silence) -> silence < WORTH_TELLING);
		return silent.isEmpty() ? ""
				: "no acks for " + Format.duration(Duration.ofNanos(Collections.max(silent.values()))) + ": "
						+ silent.keySet().stream().map(String::valueOf).collect(Collectors.joining(" "));
	}

	private void invoke(Event.Send event) {
		int partition = (event.partition() != null) ? event.partition() : -1;
		Sends sends = this.partitions.computeIfAbsent(partition, (key) -> new Sends());
		sends.invoke(event.id(), event.t());
		this.pending.put(event.id(), sends);
	}

	/** The sends to one partition. */
	private static final class Sends {

		private static final long NEVER = Long.MAX_VALUE;

		/** Since when each is under way, the oldest first. */
		private final Map<String, Long> open = new LinkedHashMap<>();

		/** The first send since the last acknowledgement that has not been satisfied. */
		private long unsatisfied = NEVER;

		private long lastAcknowledged;

		void invoke(String id, long t) {
			this.open.put(id, t);
			this.unsatisfied = Math.min(this.unsatisfied, t);
		}

		long acknowledge(String id, long t) {
			long silence = silence(t);
			this.open.remove(id);
			this.lastAcknowledged = t;
			this.unsatisfied = this.open.values().stream().findFirst().orElse(NEVER);
			return silence;
		}

		long silence(long now) {
			return (this.unsatisfied == NEVER) ? 0 : now - Math.max(this.unsatisfied, this.lastAcknowledged);
		}

	}

}
