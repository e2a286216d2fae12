package dev.failoverlab.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads on in the file of a witness, and makes events of a history from what is about one
 * topic. Both clocks are {@link System#nanoTime}, so that times differ by a constant.
 * What happened before the run is left out, except for who holds which partition.
 */
final class WitnessLog {

	/** A send has no partition before the producer has chosen one. */
	static final int UNKNOWN = -1;

	private static final JsonMapper JSON = new JsonMapper();

	private final Path file;

	private final String topic;

	private final long start;

	private long position;

	private long clock;

	private final Set<String> invoked = new HashSet<>();

	private final Map<String, Integer> partitions = new HashMap<>();

	private final Map<String, Event.Assign> heldBefore = new TreeMap<>();

	private final Set<String> toldByListeners = new HashSet<>();

	private final Set<String> withoutGroup = new HashSet<>();

	private final Map<String, List<Event.Position>> received = new HashMap<>();

	/**
	 * Begins at the beginning of the file, which need not be there yet.
	 * @param start the {@link System#nanoTime} at which the history begins
	 */
	WitnessLog(Path file, String topic, long start) {
		this.file = file;
		this.topic = topic;
		this.start = start;
	}

	/** The events of all whole lines since the last call. */
	List<Event> next() {
		boolean first = this.position == 0;
		List<Event> events = new ArrayList<>();
		lines().forEach((line) -> take(JSON.readTree(line), events));
		if (first) {
			events.addAll(0, this.heldBefore.values());
		}
		return events;
	}

	/** Where each send went, as far as its outcome tells. */
	Map<String, Integer> partitions() {
		return this.partitions;
	}

	private Stream<String> lines() {
		if (!Files.exists(this.file)) {
			return Stream.empty();
		}
		try (FileChannel channel = FileChannel.open(this.file)) {
			ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - this.position));
			int count = Math.max(0, channel.read(bytes, this.position));
			int whole = IntStream.iterate(count, (end) -> end > 0 && bytes.get(end - 1) != '\n', (end) -> end - 1)
				.reduce((before, end) -> end - 1)
				.orElse(count);
			this.position += whole;
			return new String(bytes.array(), 0, whole, UTF_8).lines();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The witness's file " + this.file + " cannot be read: " + ex, ex);
		}
	}

	private void take(JsonNode line, List<Event> events) {
		long t = line.path("t").longValue() + this.clock - this.start;
		switch (text(line, "kind")) {
			case "witness" -> this.clock = line.path("clock").longValue();
			case "client" -> begin(line);
			case "send" -> send(t, line, events);
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

	private void begin(JsonNode line) {
		if (text(line, "client").equals("consumer") && !line.has("group")) {
			this.withoutGroup.add(text(line, "process"));
		}
	}

	private void send(long t, JsonNode line, List<Event> events) {
		String id = text(line, "id");
		String type = text(line, "type");
		boolean invoke = type.equals("invoke");
		if ((invoke && t >= 0 && isAboutTopic(line)) ? !this.invoked.add(id) : !this.invoked.contains(id)) {
			return;
		}
		int partition = line.path("partition").asInt(UNKNOWN);
		if (partition != UNKNOWN) {
			this.partitions.put(id, partition);
		}
		String process = text(line, "process");
		events.add(switch (type) {
			case "invoke" -> Event.Send.invoke(t, process, id, partition, null);
			case "ok" -> Event.Send.ok(t, process, id, partition, offset(line));
			case "fail" -> Event.Send.fail(t, process, id, text(line, "error"));
			default -> Event.Send.info(t, process, id, text(line, "error"));
		});
	}

	private static @Nullable Long offset(JsonNode line) {
		JsonNode offset = line.path("offset");
		return offset.isNumber() ? offset.longValue() : null;
	}

	private void assign(long t, JsonNode line, List<Event> events) {
		if (isAboutTopic(line)) {
			String process = text(line, "process");
			if (!line.has("inferred")) {
				this.toldByListeners.add(process);
			}
			List<Integer> held = line.path("partitions").valueStream().map(JsonNode::intValue).toList();
			if (t < 0) {
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
		if (t >= 0 && isAboutTopic(line)) {
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
		else if (t >= 0) {
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
		if (t >= 0 && !handled.isEmpty() && !this.toldByListeners.contains(process)) {
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
