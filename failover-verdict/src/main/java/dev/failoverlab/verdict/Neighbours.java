package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours in what each process handled from each partition of which the second
 * does not just follow the first. The position that an assignment gives on a partition
 * newly got is the neighbour before the first record; a partition that was held already
 * keeps its place, and one that was lost and is got again starts anew.
 */
final class Neighbours {

	private final Map<String, Reader> readers = new HashMap<>();

	private final List<Pair> pairs = new ArrayList<>();

	void assigned(long line, Event.Assign event) {
		Reader reader = reader(event.process());
		Reading reading = new Reading(line, event.t(), event.process(), false);
		for (int partition : event.partitions()) {
			Long position = event.positions().get(partition);
			if (!reader.held.contains(partition)) {
				reader.last.remove(partition);
				if (position != null) {
					reader.last.put(partition, new Handled(position - 1, null, reading));
				}
			}
		}
		reader.held = Set.copyOf(event.partitions());
	}

	void polled(int partition, long offset, Email email, Reading reading) {
		Handled record = new Handled(offset, email, reading);
		Handled before = reader(reading.process()).last.put(partition, record);
		if (before != null && offset != before.offset + 1) {
			this.pairs.add(new Pair(partition, before, record));
		}
	}

	Stream<Pair> pairs() {
		return this.pairs.stream();
	}

	private Reader reader(String process) {
		return this.readers.computeIfAbsent(process, (unknown) -> new Reader());
	}

	private static final class Reader {

		private final Map<Integer, Handled> last = new HashMap<>();

		private Set<Integer> held = Set.of();

	}

	/**
	 * A record that was handled.
	 *
	 * @param offset where it is
	 * @param email whose it is, or null for the last record before a position
	 * @param reading the poll or the assignment
	 */
	private record Handled(long offset, @Nullable Email email, Reading reading) {
	}

	/**
	 * Two neighbours.
	 *
	 * @param partition where both are
	 * @param earlier the record before, or the last one before a position
	 * @param later the record after it
	 */
	record Pair(int partition, Handled earlier, Handled later) {

		boolean isInOnePoll() {
			return this.earlier.reading.line() == this.later.reading.line();
		}

		boolean goesBack() {
			return this.later.offset <= this.earlier.offset;
		}

		/** The first offset between the two, if there is any. */
		long from() {
			return this.earlier.offset + 1;
		}

		/** The first offset that is not between the two any more. */
		long to() {
			return this.later.offset;
		}

		Example example() {
			List<String> ids = Stream.of(this.earlier, this.later)
				.map(Handled::email)
				.filter(Objects::nonNull)
				.map((email) -> email.id)
				.filter(Objects::nonNull)
				.toList();
			List<Long> offsets = Stream.of(this.earlier.offset, this.later.offset)
				.filter((offset) -> offset >= 0)
				.toList();
			return new Example(ids, List.of(this.partition), offsets,
					List.of(this.earlier.reading.t(), this.later.reading.t()),
					List.of(this.earlier.reading.line(), this.later.reading.line()));
		}

	}

}
