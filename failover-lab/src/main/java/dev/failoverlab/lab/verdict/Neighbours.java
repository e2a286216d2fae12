package dev.failoverlab.lab.verdict;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.failoverlab.lab.history.Event;
import dev.failoverlab.lab.verdict.Verdict.Example;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours in what each process handled from each partition. The position that an
 * assignment gives on a partition newly got is the neighbour before the first record; a
 * partition that was held already keeps its place, and one that was lost and is got again
 * starts anew.
 */
final class Neighbours {

	private final Map<String, Set<Integer>> held = new HashMap<>();

	private final Map<Reader, Sighting> last = new HashMap<>();

	void assigned(long line, Event.Assign event) {
		Set<Integer> before = this.held.getOrDefault(event.process(), Set.of());
		for (int partition : event.partitions()) {
			if (!before.contains(partition)) {
				starts(line, event, partition);
			}
		}
		this.held.put(event.process(), new HashSet<>(event.partitions()));
	}

	private void starts(long line, Event.Assign event, int partition) {
		Reader reader = new Reader(event.process(), partition);
		Long position = event.positions().get(partition);
		if (position == null) {
			this.last.remove(reader);
		}
		else {
			this.last.put(reader,
					new Sighting(line, event.t(), event.process(), partition, position - 1, SendTable.NO_ID, false));
		}
	}

	/**
	 * Takes the next record of a process.
	 * @param record the record
	 * @return it and the one before it, or null when it has no neighbour
	 */
	@Nullable Pair next(Sighting record) {
		Sighting before = this.last.put(new Reader(record.process(), record.partition()), record);
		return (before != null) ? new Pair(before, record) : null;
	}

	private record Reader(String process, int partition) {
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
