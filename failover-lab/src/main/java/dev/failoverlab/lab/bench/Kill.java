package dev.failoverlab.lab.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryReader;

/**
 * One kill of a series.
 *
 * @param node the node that was killed
 * @param longestMillis by partition, the longest time between two acknowledgements, of
 * those times that overlap with the time from the kill to the node's new start
 */
public record Kill(int node, Map<Integer, Double> longestMillis) {

	private static final double MILLISECOND = 1e6;

	/** The worst partition's time without an acknowledgement, in milliseconds. */
	public double worst() {
		return this.longestMillis.values().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
	}

	/** The kills of a history, in their order. */
	static List<Kill> in(Path history) {
		Reading reading = new Reading();
		try (HistoryReader reader = HistoryReader.open(history)) {
			reader.forEach((line, event) -> reading.take(event));
		}
		return reading.periods.stream().map((period) -> period.kill(reading.acknowledged)).toList();
	}

	/** What the history tells of kills and acknowledgements. */
	private static final class Reading {

		private final List<Period> periods = new ArrayList<>();

		private final Map<Integer, List<Long>> acknowledged = new TreeMap<>();

		private long asked;

		private void take(Event event) {
			if (event instanceof Event.Send send && send.type() == Event.Type.OK && send.partition() != null) {
				this.acknowledged.computeIfAbsent(send.partition(), (partition) -> new ArrayList<>()).add(send.t());
			}
			else if (event instanceof Event.FaultChange fault && fault.node() != null) {
				if (fault.type().equals(Event.FaultChange.ASKED)) {
					this.asked = fault.t();
				}
				else if (fault.type().equals(Event.FaultChange.END)) {
					this.periods.add(new Period(fault.node(), this.asked, fault.t()));
				}
			}
		}

	}

	/** From a kill to the new start. */
	private record Period(int node, long from, long to) {

		private Kill kill(Map<Integer, List<Long>> acknowledged) {
			Map<Integer, Double> longest = new TreeMap<>();
			acknowledged.forEach((partition, times) -> longest.put(partition, longest(times) / MILLISECOND));
			return new Kill(this.node, longest);
		}

		private long longest(List<Long> times) {
			long longest = 0;
			for (int i = 1; i < times.size(); i++) {
				if (times.get(i) > this.from && times.get(i - 1) < this.to) {
					longest = Math.max(longest, times.get(i) - times.get(i - 1));
				}
			}
			return longest;
		}

	}

}
