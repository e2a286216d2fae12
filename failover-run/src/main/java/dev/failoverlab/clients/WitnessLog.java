package dev.failoverlab.clients;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads on in the file of a witness, and makes events of a history from what is about one
 * topic. Both clocks are {@link System#nanoTime}, so that times differ by a constant; for
 * a witness on another machine, the time of day tells that constant. What happened before
 * the run is left out, except for who holds which partition.
 */
public final class WitnessLog implements ClientLog {

	/** A send has no partition before the producer has chosen one. */
	static final int UNKNOWN = -1;

	/** On one machine, both clocks tell the same time of day, but for its corrections. */
	private static final Duration SAME_MACHINE = Duration.ofSeconds(1);

	private static final JsonMapper JSON = new JsonMapper();

	private final AppendedLines lines;

	private final String topic;

	private final long start;

	private final long since;

	private long clock;

	private boolean ended;

	/** Sends without an outcome, and who sent them. */
	private final Map<String, String> open = new LinkedHashMap<>();

	private final Map<String, Event.Assign> heldBefore = new TreeMap<>();

	private final Set<String> toldByListeners = new HashSet<>();

	private final Set<String> withoutGroup = new HashSet<>();

	private final Map<String, List<Event.Position>> received = new HashMap<>();

	/**
	 * Begins at the beginning of the file, which need not be there yet.
	 * @param start the {@link System#nanoTime} at which the history begins
	 * @param since from when on things count, in nanoseconds since then
	 */
	public WitnessLog(Path file, String topic, long start, long since) {
		this.lines = new AppendedLines(file);
		this.topic = topic;
		this.start = start;
		this.since = since;
	}

	@Override
	public List<Event> next() {
		boolean first = this.lines.count() == 0;
		List<Event> events = new ArrayList<>();
		this.lines.forEach((line) -> read(line, events));
		if (first) {
			events.addAll(0, this.heldBefore.values());
		}
		return events;
	}

	@Override
	public void end() {
		this.ended = true;
	}

	@Override
	public boolean hasTimes() {
		return true;
	}

	private void read(String line, List<Event> events) {
		try {
			take(JSON.readTree(line), events);
		}
		catch (JacksonException ex) {
			// A JVM that is killed leaves a line that is cut off.
			events.add(new Event.Note(now(), "A line of the witness is cut off: " + line));
		}
	}

	private long now() {
		return Math.max(0, System.nanoTime() - this.start);
	}

	private void take(JsonNode line, List<Event> events) {
		long t = line.path("t").longValue() + this.clock - this.start;
		switch (text(line, "kind")) {
			case "witness" -> header(line, events);
			case "client" -> begin(line);
			case "send" -> send(t, line, events);
			case "sends" -> sends(t, line, events);
			case "assign" -> assign(t, line, events);
			case "poll" -> poll(t, line, events);
			case "failed" -> this.toldByListeners.add(text(line, "process"));
			case "received" -> receive(t, line, events);
			case "committed" -> commit(t, line, events);
			case "closed" -> this.heldBefore.remove(text(line, "process"));
			case "dropped" -> events.add(new Event.Unmet(Math.max(0, t), "the witness",
					"all that the clients did is written down", line.path("events") + " events are missing"));
			default -> {
				// Not needed here.
			}
		}
	}

	/** A process that writes to the file is the only one: those before it have ended. */
	private void header(JsonNode line, List<Event> events) {
		this.open.forEach((id, process) -> events
			.add(Event.Send.info(now(), process, id, "its process ended before the outcome was known")));
		this.open.clear();
		this.clock = line.path("clock").longValue();
		Duration age = Duration.between(Instant.parse(text(line, "started")), Instant.now());
		long byTimeOfDay = System.nanoTime() - age.toNanos();
		if (Math.abs(byTimeOfDay - this.clock) > SAME_MACHINE.toNanos()) {
			this.clock = byTimeOfDay;
		}
	}

	private void begin(JsonNode line) {
		if (text(line, "client").equals("consumer") && !line.has("group")) {
			this.withoutGroup.add(text(line, "process"));
		}
	}

	private void send(long t, JsonNode line, List<Event> events) {
		int partition = line.path("partition").asInt(UNKNOWN);
		JsonNode offset = line.path("offset");
		send(t, line, text(line, "id"), partition, offset.isNumber() ? offset.longValue() : null, events);
	}

	/** Each is a time after that of the line, a number, a partition and an offset. */
	private void sends(long t, JsonNode line, List<Event> events) {
		for (JsonNode each : line.path("sends")) {
			String id = text(line, "ids") + each.path(1).longValue();
			int partition = each.path(2).asInt(UNKNOWN);
			send(t + each.path(0).longValue(), line, id, partition, each.has(3) ? each.path(3).longValue() : null,
					events);
		}
	}

	private void send(long t, JsonNode line, String id, int partition, @Nullable Long offset, List<Event> events) {
		String type = text(line, "type");
		String process = text(line, "process");
		boolean counts = type.equals("invoke")
				? !this.ended && t >= this.since && isAboutTopic(line) && this.open.putIfAbsent(id, process) == null
				: this.open.remove(id) != null;
		if (!counts) {
			return;
		}
		events.add(switch (type) {
			case "invoke" -> Event.Send.invoke(t, process, id, partition, null);
			case "ok" -> Event.Send.ok(t, process, id, partition, offset);
			case "fail" -> Event.Send.fail(t, process, id, text(line, "error"));
			default -> Event.Send.info(t, process, id, text(line, "error"));
		});
	}

	private void assign(long t, JsonNode line, List<Event> events) {
		if (isAboutTopic(line)) {
			String process = text(line, "process");
			if (!line.has("inferred")) {
				this.toldByListeners.add(process);
			}
			List<Integer> held = line.path("partitions").valueStream().map(JsonNode::intValue).toList();
			if (t < this.since) {
				this.heldBefore.put(process, new Event.Assign(0, process, held, Map.of()));
			}
			else {
				events.add(new Event.Assign(t, process, held, numbers(line.path("positions"))));
			}
		}
	}

	private void poll(long t, JsonNode line, List<Event> events) {
		String process = text(line, "process");
		this.toldByListeners.add(process);
		if (t >= this.since && isAboutTopic(line)) {
			events.add(new Event.Poll(t, process, records(line)));
		}
	}

	/**
	 * Where no listener tells what was handled, it counts as handled once it is
	 * committed; without a group, at once.
	 */
	private void receive(long t, JsonNode line, List<Event> events) {
		String process = text(line, "process");
		if (!isAboutTopic(line)) {
			return;
		}
		if (!this.withoutGroup.contains(process)) {
			this.received.computeIfAbsent(process, (any) -> new ArrayList<>()).addAll(records(line));
		}
		else if (t >= this.since) {
			events.add(new Event.Poll(t, process, records(line)));
		}
	}

	private void commit(long t, JsonNode line, List<Event> events) {
		String process = text(line, "process");
		List<Event.Position> waiting = this.received.get(process);
		if (waiting == null || !isAboutTopic(line)) {
			return;
		}
		Map<Integer, Long> ends = numbers(line.path("offsets"));
		List<Event.Position> handled = waiting.stream()
			.filter((each) -> each.offset() < ends.getOrDefault(each.partition(), 0L))
			.toList();
		waiting.removeAll(handled);
		if (t >= this.since && !handled.isEmpty() && !this.toldByListeners.contains(process)) {
			events.add(new Event.Poll(t, process, handled));
		}
	}

	private boolean isAboutTopic(JsonNode line) {
		return text(line, "topic").equals(this.topic);
	}

	private static List<Event.Position> records(JsonNode line) {
		return line.path("records")
			.valueStream()
			.map((each) -> new Event.Position(each.path("partition").intValue(), each.path("offset").longValue(),
					each.path("id").isString() ? text(each, "id") : null))
			.toList();
	}

	private static Map<Integer, Long> numbers(JsonNode byPartition) {
		Map<Integer, Long> numbers = new TreeMap<>();
		byPartition.forEachEntry((partition, number) -> numbers.put(Integer.valueOf(partition), number.longValue()));
		return numbers;
	}

	private static String text(JsonNode node, String field) {
		return node.path(field).asString("");
	}

}
