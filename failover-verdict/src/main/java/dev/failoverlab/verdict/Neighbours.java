package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours in what each process handled from each partition. The position that an
 * assignment gives on a partition newly got is the neighbour before the first record; a
 * partition that was held already keeps its place, and one that was lost and is got again
 * starts anew.
 */
final class Neighbours {

	private final Map<String, Reader> readers = new HashMap<>();

	/** Whoever handled something last; mostly that is who handles something next. */
	private Reader latest = new Reader("");

	void assigned(long line, Event.Assign event) {
		Reader reader = reader(event.process());
		for (int partition : event.partitions()) {
			if (!reader.held.contains(partition)) {
				reader.last.remove(partition);
				Long position = event.positions().get(partition);
				if (position != null) {
					reader.last.put(partition, new Sighting(line, event.t(), event.process(), partition, position - 1,
							SendTable.NO_ID, false));
				}
			}
		}
		reader.held = Set.copyOf(event.partitions());
	}

	/**
	 * Takes the next record of a process.
	 * @param record the record
	 * @return it and the one before it, when one does not just follow the other; null
	 * when nothing is to be said of it, or it has no neighbour
	 */
	@Nullable Pair next(Sighting record) {
		Sighting before = reader(record.process()).last.put(record.partition(), record);
		boolean follows = before == null || record.offset() == before.offset() + 1;
		return follows ? null : new Pair(before, record);
	}

	private Reader reader(String process) {
		if (!this.latest.process.equals(process)) {
			this.latest = this.readers.computeIfAbsent(process, Reader::new);
		}
		return this.latest;
	}

	private static final class Reader {

		private final String process;

		private final Map<Integer, Sighting> last = new HashMap<>();

		private Set<Integer> held = Set.of();

		private Reader(String process) {
			this.process = process;
		}

	}

	/**
	 * Two neighbours.
	 *
	 * @param earlier the record before, or the last one before the position of an
	 * assignment
	 * @param later the record after it
	 */
	record Pair(Sighting earlier, Sighting later) {

		boolean inOnePoll() {
			return this.earlier.line() == this.later.line();
		}

		boolean skips() {
			return this.later.offset() > this.earlier.offset() + 1;
		}

		boolean goesBack() {
			return this.later.offset() <= this.earlier.offset();
		}

		Example example(SendTable sends) {
			List<String> ids = java.util.stream.IntStream.of(this.earlier.id(), this.later.id())
				.filter((id) -> id != SendTable.NO_ID)
				.mapToObj(sends::text)
				.toList();
			List<Long> offsets = (this.earlier.offset() >= 0) ? List.of(this.earlier.offset(), this.later.offset())
					: List.of(this.later.offset());
			return new Example(ids, List.of(this.later.partition()), offsets, List.of(this.earlier.t(), this.later.t()),
					List.of(this.earlier.line(), this.later.line()));
		}

	}

}
