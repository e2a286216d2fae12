package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.LabException;

/** The records that a consumer service handled. */
final class HandledRecords {

	private static final double NANOS = 1e9;

	private final List<Instant> times = new ArrayList<>();

	/** By partition, the offsets. */
	private final Map<Integer, BitSet> offsets = new HashMap<>();

	void add(Delivery delivery) {
		this.times.add(delivery.at());
		this.offsets.computeIfAbsent(delivery.partition(), (partition) -> new BitSet()).set((int) delivery.offset());
	}

	/** How many there were, and the speed at which the second half was handled. */
	Tally tally() {
		int last = this.times.size() - 1;
		int middle = last / 2;
		if (last < 1) {
			throw new LabException(
					"The consumer service handled " + this.times.size() + " records: too few to measure.");
		}
		Duration time = Duration.between(this.times.get(middle), this.times.get(last));
		return Tally.of(this.offsets.values().stream().mapToLong(BitSet::cardinality).sum(),
				(last - middle) * NANOS / time.toNanos());
	}

}
