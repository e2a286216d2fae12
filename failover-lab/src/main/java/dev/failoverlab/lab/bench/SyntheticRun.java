package dev.failoverlab.lab.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryWriter;

/**
 * Writes a history of any size without anomalies, with the structure of a real run: three
 * senders with about thirty sends in flight, a consumer that polls, both scans of the
 * log, and its start and end offsets. Ids are different UUIDs, as real ids are.
 */
final class SyntheticRun {

	/** The bytes that one send takes in the file, over all lines that mention it. */
	static final int BYTES_PER_SEND = 620;

	private static final int PARTITIONS = 3;

	private static final int IN_FLIGHT = 30;

	private static final int POLLED = 100;

	private static final int SCANNED = 500;

	private static final long INTERVAL = 50_000;

	private final long sends;

	private final HistoryWriter writer;

	private final LongConsumer progress;

	private long t;

	private SyntheticRun(long sends, HistoryWriter writer, LongConsumer progress) {
		this.sends = sends;
		this.writer = writer;
		this.progress = progress;
	}

	/**
	 * Writes a history.
	 * @param file the file, which does not exist yet
	 * @param sends how many sends it holds
	 * @param progress called from time to time with the number of sends written so far
	 */
	static void write(Path file, long sends, LongConsumer progress) {
		try (HistoryWriter writer = HistoryWriter.create(file)) {
			new SyntheticRun(sends, writer, progress).write();
		}
	}

	private void write() {
		this.writer.write(header());
		phase(Event.Phase.LOAD);
		load();
		phase(Event.Phase.READ);
		scan(Event.READ_UNCOMMITTED);
		scan(Event.READ_COMMITTED);
		for (int partition = 0; partition < PARTITIONS; partition++) {
			this.writer.write(new Event.Log(tick(), partition, 0, records(partition)));
		}
		phase(Event.Phase.END);
	}

	private void load() {
		for (long number = 0; number < this.sends + IN_FLIGHT; number++) {
			if (number < this.sends) {
				this.writer.write(Event.Send.invoke(tick(), process(number), id(number), partition(number),
						"reader-" + number % 60 + "@example.com"));
			}
			long answered = number - IN_FLIGHT;
			if (answered >= 0) {
				this.writer.write(Event.Send.ok(tick(), process(answered), id(answered), partition(answered),
						answered / PARTITIONS));
				poll(answered);
			}
			if (number % 100_000 == 0) {
				this.progress.accept(Math.min(number, this.sends));
			}
		}
	}

	/** All sends acknowledged since the last poll, partition by partition. */
	private void poll(long answered) {
		if (answered == this.sends - 1 || (answered + 1) % POLLED == 0) {
			List<Event.Position> records = LongStream.rangeClosed(answered - answered % POLLED, answered)
				.mapToObj(SyntheticRun::position)
				.sorted(Comparator.comparing(Event.Position::partition))
				.toList();
			this.writer.write(new Event.Poll(tick(), "reader", records));
		}
	}

	private void scan(String isolation) {
		for (int partition = 0; partition < PARTITIONS; partition++) {
			int first = partition;
			long count = records(partition);
			for (long offset = 0; offset < count; offset += SCANNED) {
				List<Event.Position> records = LongStream.range(offset, Math.min(count, offset + SCANNED))
					.mapToObj((each) -> position(each * PARTITIONS + first))
					.toList();
				this.writer.write(new Event.Scan(tick(), "scan", isolation, records));
			}
		}
	}

	private long records(int partition) {
		return (this.sends - partition + PARTITIONS - 1) / PARTITIONS;
	}

	private static Event.Position position(long number) {
		return new Event.Position(partition(number), number / PARTITIONS, id(number));
	}

	private static int partition(long number) {
		return (int) (number % PARTITIONS);
	}

	private static String process(long number) {
		return "sender-" + partition(number);
	}

	/** A hash, so that ids that follow each other have nothing in common. */
	private static String id(long number) {
		return UUID.nameUUIDFromBytes(Long.toString(number).getBytes(StandardCharsets.US_ASCII)).toString();
	}

	private void phase(String name) {
		this.writer.write(new Event.Phase(tick(), name));
	}

	private long tick() {
		this.t += INTERVAL;
		return this.t;
	}

	private static Event header() {
		return new Event.Run(0, 1, "bench", "email.send", PARTITIONS, 3, 2, Event.READ_UNCOMMITTED,
				List.of("lost-write = 0", "unseen = 0", "duplicate = 0", "inconsistent-offsets = 0", "G1a = 0",
						"poll-skip = 0", "nonmonotonic-poll = 0", "nonmonotonic-send = 0", "never delivered = 0"),
				"none", "synthetic", Instant.EPOCH, Map.of());
	}

}
