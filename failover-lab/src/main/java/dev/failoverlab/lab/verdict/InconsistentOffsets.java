package dev.failoverlab.lab.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.failoverlab.lab.verdict.Verdict.Example;
import dev.failoverlab.lab.verdict.Verdict.Finding;

/**
 * {@code inconsistent-offsets}: two different ids at one place, among acknowledgements
 * with an offset, polls and scans. Counted in places. (Jepsen's name: a log is a function
 * from offsets to records, for everybody and for ever.)
 */
final class InconsistentOffsets implements Check {

	private static final int BITS = 20;

	private final SendTable sends;

	/**
	 * For each million offsets of a partition, the number of the first id seen plus one.
	 */
	private final Map<Block, Block> blocks = new HashMap<>();

	private final TreeSet<Place> found = new TreeSet<>();

	private final Map<Place, Example> examples = new HashMap<>();

	private Block last = new Block(-1, -1);

	InconsistentOffsets(SendTable sends) {
		this.sends = sends;
	}

	@Override
	public void acknowledged(long line, int id) {
		if (this.sends.offset(id) >= 0) {
			seen(new Sighting(line, this.sends.completedAt(id), "", this.sends.partition(id), this.sends.offset(id), id,
					false));
		}
	}

	@Override
	public void polled(Sighting record) {
		seen(record);
	}

	@Override
	public void scanned(Sighting record) {
		seen(record);
	}

	private void seen(Sighting record) {
		if (record.id() == SendTable.NO_ID) {
			return;
		}
		Block block = block(record.partition(), record.offset() >> BITS);
		int index = (int) (record.offset() & ((1 << BITS) - 1));
		int first = block.ids.get(index) - 1;
		if (first < 0) {
			block.ids.set(index, record.id() + 1);
			block.lines.set(index, Math.toIntExact(record.line()));
		}
		else if (first != record.id()) {
			found(record, first, block.lines.get(index));
		}
	}

	private void found(Sighting record, int first, long line) {
		Place place = new Place(record.partition(), record.offset());
		if (this.found.add(place)) {
			this.examples.put(place,
					new Example(List.of(this.sends.text(first), this.sends.text(record.id())),
							List.of(record.partition()), List.of(record.offset()), List.of(record.t()),
							List.of(line, record.line())));
		}
	}

	private Block block(int partition, long number) {
		if (this.last.partition != partition || this.last.number != number) {
			Block key = new Block(partition, number);
			this.last = this.blocks.computeIfAbsent(key, (unknown) -> key);
		}
		return this.last;
	}

	@Override
	public Finding conclude() {
		Evidence evidence = new Evidence(Anomaly.INCONSISTENT_OFFSETS);
		this.found.forEach((place) -> evidence.add(() -> java.util.Objects.requireNonNull(this.examples.get(place))));
		return evidence.finding();
	}

	private record Place(int partition, long offset) implements Comparable<Place> {

		@Override
		public int compareTo(Place other) {
			int byPartition = Integer.compare(this.partition, other.partition);
			return (byPartition != 0) ? byPartition : Long.compare(this.offset, other.offset);
		}

	}

	/**
	 * A block is known by its partition and its number; what it holds is no part of that.
	 */
	private static final class Block {

		private final int partition;

		private final long number;

		private final Pages.Ints ids = new Pages.Ints();

		private final Pages.Ints lines = new Pages.Ints();

		private Block(int partition, long number) {
			this.partition = partition;
			this.number = number;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Block block && block.partition == this.partition && block.number == this.number;
		}

		@Override
		public int hashCode() {
			return Long.hashCode(this.number * 31 + this.partition);
		}

	}

}
