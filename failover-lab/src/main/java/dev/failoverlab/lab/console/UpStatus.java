package dev.failoverlab.lab.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.run.OpenRun;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;
import org.jspecify.annotations.Nullable;

/** The present state of a cluster, by the events so far, in one line. */
final class UpStatus {

	private final SendTally sends;

	private final SortedMap<Integer, Event.Partition> partitions = new TreeMap<>();

	/** What is wrong with nodes that are down or frozen, by id. */
	private final SortedMap<Integer, Event.FaultChange> away = new TreeMap<>();

	private Event.@Nullable Quorum quorum;

	private long controllerSince;

	private Duration sessionTimeout = Duration.ZERO;

	UpStatus(String topic) {
		this.sends = new SendTally(topic);
	}

	void accept(Event event) {
		if (event instanceof Event.Send send) {
			this.sends.count(send);
		}
		else if (event instanceof Event.Partition report) {
			this.partitions.merge(report.partition(), report, (old, now) -> (now.epoch() >= old.epoch()) ? now : old);
		}
		else if (event instanceof Event.Quorum report
				&& (this.quorum == null || report.epoch() > this.quorum.epoch())) {
			this.quorum = report;
			this.controllerSince = report.t();
		}
		else if (event instanceof Event.FaultChange fault) {
			take(fault);
		}
		else if (event instanceof Event.Config config) {
			this.sessionTimeout = OpenRun.sessionTimeout(config);
		}
	}

	/**
	 * The line.
	 * @param now the time of the history, in nanoseconds
	 */
	String text(long now) {
		List<String> parts = new ArrayList<>();
		this.away.forEach((node, fault) -> parts.add(Palette.BAD.paint(trouble(node, fault, now))));
		parts.add(Palette.WARNING.paint(this.sends.silences(now)));
		parts.add(leaders());
		parts.add((this.quorum != null && !isLost()) ? "controller " + node(this.quorum.leader()) : "");
		parts.add(this.sends.counts());
		return parts.stream().filter((part) -> !part.isEmpty()).collect(Collectors.joining(" | "));
	}

	private void take(Event.FaultChange fault) {
		if (fault.node() == null || !Boolean.TRUE.equals(fault.stopsProcess())) {
			return;
		}
		if (fault.type().equals(Event.FaultChange.BEGIN)) {
			this.away.put(fault.node(), fault);
		}
		else if (fault.type().equals(Event.FaultChange.END) && fault.error() == null) {
			this.away.remove(fault.node());
		}
	}

	private String trouble(int node, Event.FaultChange fault, long now) {
		String state = "node " + node + " " + state(fault);
		if (isLost()) {
			return state + ", no quorum";
		}
		boolean counted = this.partitions.values()
			.stream()
			.anyMatch(
					(partition) -> partition.isr().contains(node) || Integer.valueOf(node).equals(partition.leader()));
		return counted ? state + ", " + session(node, fault.t(), now) : state;
	}

	/**
	 * A new controller gives every session its full length. The last heartbeat was before
	 * the fault, so that a session may end earlier.
	 */
	private String session(int node, long began, long now) {
		if (this.quorum == null || Integer.valueOf(node).equals(this.quorum.leader())) {
			return "the active controller: another is elected first";
		}
		long since = Math.max(began, this.controllerSince);
		long left = this.sessionTimeout.toMillis() - (now - since) / 1_000_000;
		return (left > 0) ? "its session ends in " + Format.duration(left / 100 * 100) : "its session ends now";
	}

	private boolean isLost() {
		return this.quorum != null
				&& this.quorum.voters().stream().filter((voter) -> this.away.containsKey(voter)).count()
						* 2 >= this.quorum.voters().size();
	}

	private String leaders() {
		return this.partitions.values()
			.stream()
			.map((partition) -> node(partition.leader()))
			.reduce((left, right) -> left + " " + right)
			.map((leaders) -> "leaders " + leaders)
			.orElse("");
	}

	private String node(@Nullable Integer id) {
		Event.FaultChange fault = (id != null) ? this.away.get(id) : null;
		return EventFormatter.node(id) + ((fault != null) ? " (" + state(fault) + ")" : "");
	}

	private static String state(Event.FaultChange fault) {
		return fault.fault().equals("pause") ? "frozen" : "dead";
	}

}
