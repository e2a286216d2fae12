package dev.failoverlab.verdict;

import java.util.List;
import java.util.stream.Collectors;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/** One fault from the moment it was asked for to the moment it was healed. */
final class FaultPeriod {

	/** The word of the fault that does nothing: the control. */
	private static final String NONE = "none";

	/** What is known of a fault of which only its effect is seen. */
	static final String SILENCE = "silence";

	final String fault;

	/** The target as it was asked for. */
	final @Nullable String target;

	/** What reports call it. */
	final String phrase;

	/** Whether a node that it hits leads nothing while it lasts. */
	final boolean stopsProcess;

	/** Whether its nodes go on working: at most, leaders move. */
	final boolean planned;

	/** When it was asked for, or null when the history only says that it was in force. */
	final @Nullable Long asked;

	/** The line that speaks of it first. */
	final long line;

	/** The nodes that it hits; empty when it hits none, or they are not known. */
	List<Integer> nodes;

	private @Nullable Long begin;

	private @Nullable Long end;

	/** The line that says that it is healed; 0 for none. */
	long endLine;

	FaultPeriod(long line, Event.FaultChange event) {
		this.line = line;
		this.fault = event.fault();
		this.target = event.target();
		this.phrase = (event.phrase() != null) ? event.phrase() : OldFaults.phrase(event.fault());
		this.stopsProcess = (event.stopsProcess() != null) ? event.stopsProcess()
				: OldFaults.stopsProcess(event.fault());
		this.planned = Boolean.TRUE.equals(event.planned());
		this.asked = event.type().equals(Event.FaultChange.ASKED) ? event.t() : null;
		this.nodes = nodes(event);
	}

	/** Whether an event can be about this fault: same word, and no other nodes. */
	boolean matches(Event.FaultChange event) {
		List<Integer> others = nodes(event);
		return this.fault.equals(event.fault())
				&& (this.nodes.isEmpty() || others.isEmpty() || this.nodes.equals(others));
	}

	void begins(Event.FaultChange event) {
		this.begin = event.t();
		this.nodes = this.nodes.isEmpty() ? nodes(event) : this.nodes;
	}

	void ends(long line, Event.FaultChange event) {
		this.end = event.t();
		this.endLine = line;
	}

	boolean hasBegun() {
		return this.begin != null;
	}

	boolean hasEnded() {
		return this.end != null;
	}

	/** Whether it is in force as far as the history has been read. */
	boolean isInForce() {
		return hasBegun() && !hasEnded() && !isControl();
	}

	boolean isControl() {
		return this.fault.equals(NONE);
	}

	/** Whether the other nodes cannot reach a node that it hits. */
	boolean cutsOff() {
		return this.stopsProcess || this.fault.equals("partition") || this.fault.equals("isolate");
	}

	/** Whether clients alone cannot reach a node that it hits. */
	boolean cutsOffClients() {
		return this.fault.equals("partition-clients");
	}

	/** When it was asked for, or first seen. */
	long since() {
		if (this.asked != null) {
			return this.asked;
		}
		return (this.begin != null) ? this.begin : 0;
	}

	/**
	 * When it was certainly in force; when it never was, the time at which it was asked
	 * for.
	 */
	long inForce() {
		return (this.begin != null) ? this.begin : since();
	}

	/** When it was healed, or the end of all time. */
	long until() {
		return (this.end != null) ? this.end : Long.MAX_VALUE;
	}

	/** Such as {@code kill of node 1}. */
	String description() {
		String ids = this.nodes.stream().map(String::valueOf).collect(Collectors.joining(", "));
		return this.phrase + (ids.isEmpty() ? "" : ((this.nodes.size() == 1) ? " of node " : " of nodes ") + ids);
	}

	private static List<Integer> nodes(Event.FaultChange event) {
		if (event.node() != null) {
			return List.of(event.node());
		}
		return (event.nodes() != null) ? event.nodes().stream().sorted().toList() : List.of();
	}

}
