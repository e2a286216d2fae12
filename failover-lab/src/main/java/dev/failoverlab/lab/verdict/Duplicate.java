package dev.failoverlab.lab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.lab.verdict.Verdict.Example;
import dev.failoverlab.lab.verdict.Verdict.Finding;

/**
 * {@code duplicate}: the id is at two or more places, partition and offset, in the scans.
 * A place that two scans hold is one place; what a consumer handled twice is a matter of
 * deliveries. A send of unknown outcome that was stored once is none. Counted in ids.
 * (Jepsen's name.)
 */
final class Duplicate implements Check {

	private final SendTable sends;

	private final int partitions;

	/** The first place of each id, as one number above 0. */
	private final Pages.Longs first = new Pages.Longs();

	private final Pages.Ints firstLine = new Pages.Ints();

	private final Pages.Longs firstTime = new Pages.Longs();

	private final Map<Integer, List<Sighting>> further = new TreeMap<>();

	Duplicate(SendTable sends, int partitions) {
		this.sends = sends;
		this.partitions = partitions;
	}

	@Override
	public void scanned(Sighting record) {
		if (record.id() == SendTable.NO_ID) {
			return;
		}
		long place = record.offset() * this.partitions + record.partition() + 1;
		long first = this.first.get(record.id());
		if (first == 0) {
			this.first.set(record.id(), place);
			this.firstLine.set(record.id(), Math.toIntExact(record.line()));
			this.firstTime.set(record.id(), record.t());
		}
		else if (first != place) {
			further(record);
		}
	}

	private void further(Sighting record) {
		List<Sighting> places = this.further.computeIfAbsent(record.id(), (id) -> new ArrayList<>());
		boolean known = places.stream()
			.anyMatch((other) -> other.partition() == record.partition() && other.offset() == record.offset());
		if (!known) {
			places.add(record);
		}
	}

	@Override
	public Finding conclude() {
		Evidence evidence = new Evidence(Anomaly.DUPLICATE);
		this.further.forEach((id, places) -> evidence.add(() -> example(id, places)));
		return evidence.finding();
	}

	private Example example(int id, List<Sighting> places) {
		long place = this.first.get(id) - 1;
		List<Sighting> all = new ArrayList<>();
		all.add(new Sighting(this.firstLine.get(id), this.firstTime.get(id), "", (int) (place % this.partitions),
				place / this.partitions, id));
		all.addAll(places);
		List<Long> lines = new ArrayList<>(all.stream().map(Sighting::line).toList());
		List<Long> times = new ArrayList<>(all.stream().map(Sighting::t).toList());
		if (this.sends.isSend(id)) {
			lines.add(0, this.sends.invokeLine(id));
			times.add(0, this.sends.invokedAt(id));
		}
		return new Example(List.of(this.sends.text(id)), all.stream().map(Sighting::partition).toList(),
				all.stream().map(Sighting::offset).toList(), times, lines);
	}

}
