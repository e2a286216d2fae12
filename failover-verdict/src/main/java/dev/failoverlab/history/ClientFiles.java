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
			sent.stream().flatMap(Sent::events).forEach(writer::write);
			// A consumer of its own for each, because nothing is known of their order.
			IntStream.range(0, delivered.size())
				.forEach((i) -> writer.write(new Event.Poll(0, "delivery-" + (i + 1), List.of(delivered.get(i)))));
			if (this.scan != null) {
				writeScan(writer, scanned, partitions);
			}
		}
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
			if (!ids.add(sent.get(i).id())) {
				throw problem(this.sends, i + 1,
						"has the id " + sent.get(i).id() + ", as a line before it: each send needs an id of its own");
			}
		}
	}

	private static List<Event.Position> positions(@Nullable Path file) {
		List<Event.Position> all = (file != null) ? read(file, Event.Position.class) : List.of();
		for (int i = 0; i < all.size(); i++) {
			if (all.get(i).partition() < 0) {
				throw problem(file, i + 1, "has the partition " + all.get(i).partition());
			}
		}
		return all;
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
			Objects.requireNonNull(event(id, outcome, partition, offset, error));
		}

		private Stream<Event> events() {
			return Stream.of(event(this.id, Event.Type.INVOKE, this.partition, null, null),
					event(this.id, Objects.requireNonNull(this.outcome), this.partition, this.offset, this.error));
		}

		/**
		 * With a sender of its own for each send, because nothing is known of their
		 * order.
		 */
		private static Event event(String id, Event.Type type, @Nullable Integer partition, @Nullable Long offset,
				@Nullable String error) {
			return new Event.Send(0, type, "sender of " + id, id, partition, offset, null, null, error);
		}

	}

}
