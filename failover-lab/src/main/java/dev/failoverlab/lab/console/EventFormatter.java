package dev.failoverlab.lab.console;

import java.util.Collection;
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

import dev.failoverlab.cluster.fault.Fault;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.cluster.fault.Phrases;
import dev.failoverlab.history.Event;
import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each event of a run that is news, and none for what repeats an
 * earlier one.
 */
final class EventFormatter {

	private static final Map<String, String> PHASES = Map.of("start", "the cluster and what sends and receives", "load",
			"emails are sent at a fixed rate", "heal", "every fault is healed", "recover",
			"waiting for full ISRs, then leadership is given back", "read", "every log is read to its end", "end", "");

	private final Map<Class<? extends Event>, Function<Event, Optional<String>>> formats = new LinkedHashMap<>();

	private final SortedMap<Integer, PartitionChanges> partitions = new TreeMap<>();

	private final QuorumChanges quorum = new QuorumChanges();

	private final Map<String, List<Integer>> assignments = new HashMap<>();

	private final SendTally sends;

	private final @Nullable PartitionNews news;

	private String note = "";

	private final String topic;

	private String phase = "";

	private boolean whole = true;

	/**
	 * Creates a formatter.
	 * @param topic the topic that partition numbers belong to
	 * @param news takes the lines about partitions, of which only the most important are
	 * told; null if all are
	 */
	EventFormatter(String topic, @Nullable PartitionNews news) {
		this.topic = topic;
		this.news = news;
		this.sends = new SendTally(topic);
		on(Event.Phase.class, this::phase);
		on(Event.Health.class, (health) -> health.status().equals(Event.Health.UP) ? Optional.empty()
				: Optional.of("health of " + health.service() + ": " + health.status()));
		on(Event.Note.class, (note) -> Optional.of(note.text()));
		on(Event.Observed.class, (seen) -> Optional.of("observed: " + seen.name() + ": " + seen.value()));
		on(Event.Unmet.class, (wait) -> Optional.of("did not happen: " + wait.condition() + ". Seen: " + wait.seen()));
		on(Event.FaultChange.class, this::fault);
		on(Event.Partition.class, this::partition);
		on(Event.Quorum.class, this.quorum::format);
		on(Event.Assign.class, this::assign);
		on(Event.Send.class, (send) -> this.sends.count(send).flatMap((line) -> line(send.t(), line)));
	}

	/**
	 * Takes the next event.
	 * @param event the event
	 * @return its line, painted with the palette, or empty
	 */
	Optional<String> format(Event event) {
		Optional<String> line = this.formats.getOrDefault(event.getClass(), (other) -> Optional.empty()).apply(event);
		if (this.news == null || !isOutsideTheStory() || event instanceof Event.Phase) {
			return line;
		}
		// How start and end go on is a status, unless all is to be told.
		this.note = (event instanceof Event.Note note) ? note.text() : this.note;
		return Optional.empty();
	}

	/** The line for the moment when the last missing replica is back in its ISR. */
	Optional<String> fullIsrs() {
		boolean now = this.partitions.values().stream().allMatch(PartitionChanges::isWhole);
		boolean again = now && !this.whole;
		this.whole = now;
		return (again && this.news == null)
				? Optional.of(Palette.GOOD.paint("every replica of every partition is in the ISR again"))
				: Optional.empty();
	}

	/** Where the run is, in one short line. */
	String status(long now) {
		return Stream
			.of(this.phase + " " + Format.clock(now), this.note, this.sends.counts(), leaders(),
					this.sends.silences(now))
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining(" | "));
	}

	private String leaders() {
		return this.partitions.values()
			.stream()
			.map((changes) -> node(changes.leader()))
			.reduce((left, right) -> left + " " + right)
			.map((leaders) -> "leaders " + leaders)
			.orElse("");
	}

	private Optional<String> phase(Event.Phase event) {
		this.phase = event.name();
		this.note = "";
		return Optional.of(PHASES.getOrDefault(event.name(), ""));
	}

	private Optional<String> fault(Event.FaultChange event) {
		String node = nodes(event);
		if (event.error() != null) {
			return Optional.of(Palette.BAD.paint(event.fault() + " " + node + " failed: " + event.error()));
		}
		return Optional.of(switch (event.type()) {
			case "asked" -> Palette.WARNING.paint(event.fault() + " " + asked(event, node));
			case "begin" -> Palette.WARNING.paint(node + " " + phrases(event).inForce());
			default -> Palette.GOOD.paint(node + " " + phrases(event).over());
		});
	}

	private static Phrases phrases(Event.FaultChange event) {
		return Faults.find(event.fault())
			.map(Fault::phrases)
			.orElseGet(() -> new Phrases(event.fault(), event.fault(), "is healed"));
	}

	private static String nodes(Event.FaultChange event) {
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

	private Optional<String> partition(Event.Partition event) {
		if (this.news != null) {
			this.news.isThere(event.partition());
		}
		return this.partitions.computeIfAbsent(event.partition(), (number) -> new PartitionChanges(this.topic, number))
			.format(event)
			.flatMap((line) -> line(event.t(), line));
	}

	private Optional<String> line(long t, PartitionLine line) {
		if (this.news == null) {
			return Optional.of(line.text());
		}
		if (!isOutsideTheStory()) {
			this.news.add(t, line);
		}
		return Optional.empty();
	}

	private boolean isOutsideTheStory() {
		return this.phase.equals(Event.Phase.START) || this.phase.equals(Event.Phase.END);
	}

	private Optional<String> assign(Event.Assign event) {
		List<Integer> before = this.assignments.put(event.process(), event.partitions());
		return event.partitions().equals(before) ? Optional.empty()
				: Optional.of(Palette.FAINT.paint("consumer " + event.process() + " holds "
						+ (event.partitions().isEmpty() ? "no partition" : "partitions " + list(event.partitions()))));
	}

	static String node(@Nullable Integer id) {
		return (id != null) ? String.valueOf(id) : "none";
	}

	static String list(Collection<Integer> ids) {
		return ids.isEmpty() ? "empty" : ids.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	private <E extends Event> void on(Class<E> kind, Function<E, Optional<String>> format) {
		this.formats.put(kind, (event) -> format.apply(kind.cast(event)));
	}

}
