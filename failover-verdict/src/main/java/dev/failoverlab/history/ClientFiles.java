package dev.failoverlab.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a client in any language wrote down of its sends and deliveries, one JSON object a
 * line, made a history of. These lines have no times and do not tell which consumer held
 * what: neither outages nor order can be judged.
 *
 * @param sends lines with {@code id}, {@code partition}, {@code outcome} and, when it is
 * known, {@code offset}
 * @param deliveries lines with {@code id}, {@code partition} and {@code offset} of what
 * was handled, or null
 * @param scan the same of all that the topic holds at the end, or null: then the log was
 * not read
 */
public record ClientFiles(Path sends, @Nullable Path deliveries, @Nullable Path scan) {

	private static final List<String> EXPECTED = List.of("lost-write = 0", "lost-read = 0", "unseen = 0",
			"duplicate = 0", "inconsistent-offsets = 0", "G1a = 0");

	private static final int RECORDS = 500;

	private static final String UNKNOWN = "unknown";

	/**
	 * Writes the history.
	 * @param history a file that is not there yet
	 * @throws HistoryException when a line cannot be used, or a file cannot be read or
	 * made
	 */
	public void write(Path history) {
		List<Sent> sent = read(this.sends, Sent.class);
		checkIds(sent);
		List<Event.Position> delivered = positions(this.deliveries);
		List<Event.Position> scanned = positions(this.scan);
		int partitions = 1 + Stream
			.concat(sent.stream().map((each) -> Objects.requireNonNull(each.partition())),
					Stream.concat(delivered.stream(), scanned.stream()).map(Event.Position::partition))
			.mapToInt(Integer::intValue)
			.max()
			.orElse(0);
		try (HistoryWriter writer = HistoryWriter.create(history)) {
			writer.write(new Event.Run(0, 1, "client files", UNKNOWN, partitions, 0, 0, Event.READ_UNCOMMITTED,
					EXPECTED, UNKNOWN, "other", Instant.now(), Map.of()));
			sent.stream().flatMap((each) -> each.events(0)).forEach(writer::write);
			IntStream.range(0, delivered.size()).forEach((i) -> writer.write(delivery(0, i + 1, delivered.get(i))));
			if (this.scan != null) {
				writeScan(writer, scanned, partitions);
			}
		}
	}

	/**
	 * A send and its outcome, of one line.
	 * @param t when, in nanoseconds since the run began
	 * @param file for messages
	 * @param number of the line, from 1
	 * @param ids those of the lines before; this one is added
	 * @throws HistoryException when the line cannot be used
	 */
	public static Stream<Event> send(long t, Path file, int number, String line, Set<String> ids) {
		Sent sent = parse(file, number, line, Sent.class);
		checkId(file, number, sent, ids);
		return sent.events(t);
	}

	/**
	 * What was handled, of one line. It gets a consumer of its own, because nothing is
	 * known of the order.
	 * @throws HistoryException when the line cannot be used
	 */
	public static Event delivery(long t, Path file, int number, String line) {
		Event.Position position = parse(file, number, line, Event.Position.class);
		checkPartition(file, number, position);
		return delivery(t, number, position);
	}

	private static Event delivery(long t, int number, Event.Position position) {
		return new Event.Poll(t, "delivery-" + number, List.of(position));
	}

	private static void writeScan(HistoryWriter writer, List<Event.Position> all, int partitions) {
		for (int from = 0; from == 0 || from < all.size(); from += RECORDS) {
			writer.write(new Event.Scan(0, "scan", Event.READ_UNCOMMITTED,
					all.subList(from, Math.min(from + RECORDS, all.size()))));
		}
		Map<Integer, LongSummaryStatistics> offsets = all.stream()
			.collect(Collectors.groupingBy(Event.Position::partition,
					Collectors.summarizingLong(Event.Position::offset)));
		for (int partition = 0; partition < partitions; partition++) {
			LongSummaryStatistics of = offsets.get(partition);
			writer.write((of != null) ? new Event.Log(0, partition, of.getMin(), of.getMax() + 1)
					: new Event.Log(0, partition, 0, 0));
		}
	}

	private void checkIds(List<Sent> sent) {
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < sent.size(); i++) {
			checkId(this.sends, i + 1, sent.get(i), ids);
		}
	}

	private static void checkId(Path file, int number, Sent sent, Set<String> ids) {
		if (!ids.add(sent.id())) {
			throw problem(file, number,
					"has the id " + sent.id() + ", as a line before it: each send needs an id of its own");
		}
	}

	private static List<Event.Position> positions(@Nullable Path file) {
		List<Event.Position> all = (file != null) ? read(file, Event.Position.class) : List.of();
		for (int i = 0; i < all.size(); i++) {
			checkPartition(file, i + 1, all.get(i));
		}
		return all;
	}

	private static void checkPartition(@Nullable Path file, int number, Event.Position position) {
		if (position.partition() < 0) {
			throw problem(file, number, "has the partition " + position.partition());
		}
	}

	private static <T> List<T> read(Path file, Class<T> type) {
		List<T> all = new ArrayList<>();
		try (BufferedReader reader = Files.newBufferedReader(file)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				all.add(parse(file, all.size() + 1, line, type));
			}
			return all;
		}
		catch (IOException ex) {
			throw new HistoryException("The file " + file + " cannot be read: " + ex + ".", ex);
		}
	}

	private static <T> T parse(Path file, int number, String line, Class<T> type) {
		try {
			T value = HistoryFormat.read(line, type);
			if (value == null) {
				throw problem(file, number, "is not a JSON object");
			}
			return value;
		}
		catch (JacksonException ex) {
			throw problem(file, number, HistoryFormat.problem(ex));
		}
	}

	private static HistoryException problem(@Nullable Path file, int line, String problem) {
		return new HistoryException("Line " + line + " of " + file + " " + problem + ".", null);
	}

	/**
	 * A send and what became of it.
	 *
	 * @param error what went wrong, if it did and is known
	 */
	record Sent(String id, @Nullable Integer partition, @Nullable Long offset, Event.@Nullable Type outcome,
			@Nullable String error) {

		Sent {
			if (outcome == null || outcome == Event.Type.INVOKE) {
				throw new IllegalArgumentException("needs an outcome: ok, fail or info");
			}
			if (partition == null || partition < 0) {
				throw new IllegalArgumentException("needs a partition, from 0");
			}
			error = (outcome != Event.Type.OK && error == null) ? UNKNOWN : error;
			// What else a send must be is checked there.
			Objects.requireNonNull(event(0, id, outcome, partition, offset, error));
		}

		private Stream<Event> events(long t) {
			return Stream.of(event(t, this.id, Event.Type.INVOKE, this.partition, null, null),
					event(t, this.id, Objects.requireNonNull(this.outcome), this.partition, this.offset, this.error));
		}

		/**
		 * With a sender of its own for each send, because nothing is known of their
		 * order.
		 */
		private static Event event(long t, String id, Event.Type type, @Nullable Integer partition,
				@Nullable Long offset, @Nullable String error) {
			return new Event.Send(t, type, "sender of " + id, id, partition, offset, null, null, error);
		}

	}

}
