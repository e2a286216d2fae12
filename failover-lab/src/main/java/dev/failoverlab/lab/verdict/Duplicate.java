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

	/** The places of one id that are kept: enough to see what happened. */
	private static final int PLACES = 10;

	private final SendTable sends;

	/** The line and the time of the first sighting of each id. */
	private final Pages.Ints firstLine = new Pages.Ints();

	private final Pages.Longs firstTime = new Pages.Longs();

	/**
	 * The partition and the offset of the first sighting, each plus one; 0 where that was
	 * the place that was acknowledged, as nearly always.
	 */
	private final Pages.Ints firstPartition = new Pages.Ints();

	private final Pages.Longs firstOffset = new Pages.Longs();

	private final Map<Integer, List<Sighting>> further = new TreeMap<>();

	Duplicate(SendTable sends) {
		this.sends = sends;
	}

	@Override
	public void scanned(Sighting record) {
		int id = record.id();
		if (id == SendTable.NO_ID) {
			return;
		}
		if (this.firstLine.get(id) == 0) {
			first(record);
		}
		else if (!isAt(record, firstPartition(id), firstOffset(id))) {
			further(record);
		}
	}

	private void first(Sighting record) {
		int id = record.id();
		this.firstLine.set(id, Math.toIntExact(record.line()));
		this.firstTime.set(id, record.t());
		if (!this.sends.isSend(id) || !isAt(record, this.sends.partition(id), this.sends.offset(id))) {
			this.firstPartition.set(id, record.partition() + 1);
			this.firstOffset.set(id, record.offset() + 1);
		}
	}

	private int firstPartition(int id) {
		int kept = this.firstPartition.get(id);
		return (kept != 0) ? kept - 1 : this.sends.partition(id);
	}

	private long firstOffset(int id) {
		return (this.firstPartition.get(id) != 0) ? this.firstOffset.get(id) - 1 : this.sends.offset(id);
	}

	private static boolean isAt(Sighting record, int partition, long offset) {
		return record.partition() == partition && record.offset() == offset;
	}

	private void further(Sighting record) {
		List<Sighting> places = this.further.computeIfAbsent(record.id(), (id) -> new ArrayList<>());
		boolean known = places.stream().anyMatch((other) -> isAt(record, other.partition(), other.offset()));
		if (!known && places.size() < PLACES) {
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
		List<Sighting> all = new ArrayList<>();
		all.add(new Sighting(this.firstLine.get(id), this.firstTime.get(id), "", firstPartition(id), firstOffset(id),
				id, false));
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
