package dev.failoverlab.verdict;

/**
 * Pairs of neighbours with offsets between them. Each transaction leaves one, so there
 * can be as many as there are records: a pair is kept as numbers.
 */
final class Gaps {

	private final Column partition = new Column();

	private final Numbers earlier = new Numbers();

	private final Numbers later = new Numbers();

	private int size;

	void add(Neighbours.Pair pair) {
		this.partition.set(this.size, pair.later().partition());
		this.earlier.set(this.size, pair.earlier());
		this.later.set(this.size, pair.later());
		this.size++;
	}

	int size() {
		return this.size;
	}

	Neighbours.Pair get(int number) {
		int place = this.partition.getInt(number);
		return new Neighbours.Pair(this.earlier.get(number, place), this.later.get(number, place));
	}

	/** One of the two: of a position before the first record, the offset is -1. */
	private static final class Numbers {

		private final Column line = new Column();

		private final Column time = new Column();

		private final Column offset = new Column();

		private final Column id = new Column();

		void set(int number, Sighting record) {
			this.line.set(number, record.line());
			this.time.set(number, record.t());
			this.offset.set(number, record.offset() + 1);
			this.id.set(number, record.id() + 1);
		}

		Sighting get(int number, int partition) {
			return new Sighting(this.line.get(number), this.time.get(number), "", partition,
					this.offset.get(number) - 1, this.id.getInt(number) - 1, false);
		}

	}

}
