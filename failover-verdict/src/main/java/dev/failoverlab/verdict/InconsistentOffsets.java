package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code inconsistent-offsets}: two different ids at one place, among acknowledgements
 * with an offset, polls and scans. Counted in places. (Jepsen's name: a log is a function
 * from offsets to records, for everybody and for ever.)
 */
final class InconsistentOffsets implements Check {

	private final SendTable sends;

	private final Map<Block, Block> blocks = new HashMap<>();

	/** The block of each partition that was looked at last. */
	private final Block[] last;

	private final TreeSet<Place> found = new TreeSet<>();

	private final Map<Place, Example> examples = new HashMap<>();

	InconsistentOffsets(SendTable sends, int partitions) {
		this.sends = sends;
		this.last = new Block[partitions];
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
		Block block = block(record.partition(), record.offset() >> Block.BITS);
		int index = (int) record.offset() & (Block.SIZE - 1);
		int first = block.ids[index] - 1;
		if (first < 0) {
			block.ids[index] = record.id() + 1;
			block.noteLine(index, record.line(), isAcknowledgement(record));
		}
		else if (first != record.id()) {
			long line = block.line(index);
			found(record, first, (line != 0) ? line : this.sends.completionLine(first));
		}
	}

	/** Then its line is known without noting it once more. */
	private boolean isAcknowledgement(Sighting record) {
		return this.sends.isSend(record.id()) && this.sends.completionLine(record.id()) == record.line();
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
		Block block = this.last[partition];
		if (block == null || block.number != number) {
			Block key = new Block(partition, number);
			block = this.blocks.computeIfAbsent(key, (unknown) -> key);
			this.last[partition] = block;
		}
		return block;
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
	 * Some neighbouring offsets of a partition. A block is known by its partition and its
	 * number; what it holds is no part of that.
	 */
	private static final class Block {

		private static final int BITS = 8;

		private static final int SIZE = 1 << BITS;

		private static final int[] NO_LINES = {};

		private final int partition;

		private final long number;

		/** The number of the first id seen at each offset, plus one. */
		private final int[] ids = new int[SIZE];

		/**
		 * Where that was seen, in lines; 0 for its acknowledgement. Empty as long as all
		 * are.
		 */
		private int[] lines = NO_LINES;

		private Block(int partition, long number) {
			this.partition = partition;
			this.number = number;
		}

		void noteLine(int index, long line, boolean acknowledgement) {
			if (!acknowledgement) {
				if (this.lines.length == 0) {
					this.lines = new int[SIZE];
				}
				this.lines[index] = Math.toIntExact(line);
			}
		}

		long line(int index) {
			return (this.lines.length > 0) ? this.lines[index] : 0;
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
