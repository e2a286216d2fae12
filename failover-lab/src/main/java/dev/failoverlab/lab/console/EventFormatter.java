package dev.failoverlab.lab.console;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.report.Format;

/**
 * Puts the events of a run into words: one line for each thing that happens, none for
 * what only repeats it.
 */
final class EventFormatter {

	private static final Map<String, String> PHASES = Map.of("start", "the cluster and what sends and receives", "load",
			"emails are sent at a fixed rate", "heal", "whatever was hurt is healed", "recover",
			"waiting for full ISRs, then leadership is given back", "read", "every log is read to its end", "end", "");

	private static final Map<String, String> IN_FORCE = Map.ofEntries(Map.entry("none", "is left alone"),
			Map.entry("kill", "is dead"), Map.entry("stop", "has left"), Map.entry("pause", "is frozen"),
			Map.entry("partition", "is cut off from the other nodes"),
			Map.entry("partition-clients", "is cut off from clients"),
			Map.entry("isolate", "is cut off from everybody"), Map.entry("slow", "is on a bad line"),
			Map.entry("disk-full", "has a disk with no room left"), Map.entry("disk-gone", "has lost a disk"),
			Map.entry("wipe", "is dead and has lost all its data"), Map.entry("bounce", "is down"),
			Map.entry("restart-client", "is down"));

	private static final Map<String, String> OVER = Map.of("none", "was left alone", "pause", "goes on", "partition",
			"is heard by the other nodes again", "partition-clients", "is reached by clients again", "isolate",
			"is heard by everybody again", "slow", "is on a good line again", "disk-full",
			"is started again with a good disk", "disk-gone", "is started again with its disk", "wipe",
			"is started again with nothing");

	private static final long NANOS_IN_MILLI = 1_000_000;

	private final Map<Class<? extends Event>, Function<Event, Optional<ConsoleLine>>> tellers = new LinkedHashMap<>();

	private final SortedMap<Integer, PartitionChanges> partitions = new TreeMap<>();

	private final QuorumChanges quorum = new QuorumChanges();

	private final Map<String, List<Integer>> assignments = new HashMap<>();

	private final SendTally sends;

	private final String topic;

	private String phase = "";

	private boolean whole = true;

	/**
	 * Creates a narrator.
	 * @param topic the topic that partition numbers belong to
	 */
	EventFormatter(String topic) {
		this.topic = topic;
		this.sends = new SendTally(topic);
		on(Event.Phase.class, this::phase);
		on(Event.Note.class, (note) -> Optional.of(ConsoleLine.plain(note.text())));
		on(Event.Observed.class,
				(seen) -> Optional.of(ConsoleLine.plain("observed: " + seen.name() + ": " + seen.value())));
		on(Event.FaultChange.class, this::fault);
		on(Event.Partition.class, this::partition);
		on(Event.Quorum.class, this.quorum::tell);
		on(Event.Assign.class, this::assign);
		on(Event.Send.class, this.sends::count);
	}

	/**
	 * Takes the next event.
	 * @param event the event
	 * @return the line that tells it, or empty
	 */
	Optional<ConsoleLine> tell(Event event) {
		return this.tellers.getOrDefault(event.getClass(), (other) -> Optional.empty()).apply(event);
	}

	/** The same for a change that completes another: the cluster is whole again. */
	Optional<ConsoleLine> tellWhole() {
		boolean now = this.partitions.values().stream().allMatch(PartitionChanges::isWhole);
		boolean again = now && !this.whole;
		this.whole = now;
		return again ? Optional.of(ConsoleLine.good("every replica of every partition is in the ISR again"))
				: Optional.empty();
	}

	/** Where the run is, in one short line. */
	String status(long now) {
		return Stream
			.of(this.phase + " " + Format.moment(now / NANOS_IN_MILLI), this.sends.inWords(), leaders(),
					this.sends.silences(now))
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining(" | "));
	}

	private String leaders() {
		return this.partitions.values()
			.stream()
			.map((story) -> (story.leader() != null) ? String.valueOf(story.leader()) : "none")
			.reduce((left, right) -> left + " " + right)
			.map((leaders) -> "leaders " + leaders)
			.orElse("");
	}

	private Optional<ConsoleLine> phase(Event.Phase event) {
		this.phase = event.name();
		return Optional.of(ConsoleLine.plain(PHASES.getOrDefault(event.name(), "")).under(event.name()));
	}

	private Optional<ConsoleLine> fault(Event.FaultChange event) {
		String node = whom(event);
		if (event.error() != null) {
			return Optional.of(ConsoleLine.bad(event.fault() + " " + node + " failed: " + event.error()));
		}
		return Optional.of(switch (event.type()) {
			case "asked" -> ConsoleLine.warning(event.fault() + " " + asked(event, node));
			case "begin" -> ConsoleLine.warning(node + " " + IN_FORCE.getOrDefault(event.fault(), event.fault()));
			default -> ConsoleLine.good(node + " " + OVER.getOrDefault(event.fault(), "is started again"));
		});
	}

	private static String whom(Event.FaultChange event) {
		if (event.node() != null) {
			return "node " + event.node();
		}
		return (event.nodes() != null) ? "each of nodes " + event.nodes() : "the " + event.target();
	}

	private static String asked(Event.FaultChange event, String node) {
		String target = (event.target() != null) ? event.target() : "";
		if (event.node() == null && event.nodes() == null) {
			return target;
		}
		return (target.isEmpty() || target.equals(node)) ? node : node + ", the " + target;
	}

	private Optional<ConsoleLine> partition(Event.Partition event) {
		return this.partitions
			.computeIfAbsent(event.partition(), (number) -> new PartitionChanges(this.topic + "-" + number))
			.tell(event);
	}

	private Optional<ConsoleLine> assign(Event.Assign event) {
		List<Integer> before = this.assignments.put(event.process(), event.partitions());
		return event.partitions().equals(before) ? Optional.empty()
				: Optional.of(ConsoleLine.faint("consumer " + event.process() + " holds "
						+ (event.partitions().isEmpty() ? "no partition" : "partitions "
								+ event.partitions().stream().map(String::valueOf).collect(Collectors.joining(",")))));
	}

	private <E extends Event> void on(Class<E> kind, Function<E, Optional<ConsoleLine>> teller) {
		this.tellers.put(kind, (event) -> teller.apply(kind.cast(event)));
	}

}
