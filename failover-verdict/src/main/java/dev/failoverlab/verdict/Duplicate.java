package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;

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

	/** The line and the time of each part of a scan, by its number. */
	private final Column partLine = new Column();

	private final Column partTime = new Column();

	private int parts;

	/** The part of the first sighting of each id: its number plus one. */
	private final Column first = new Column();

	/**
	 * The partition and the offset of the first sighting, each plus one; 0 where that was
	 * the place that was acknowledged, as nearly always.
	 */
	private final Column firstPartition = new Column();

	private final Column firstOffset = new Column();

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
		if (this.first.get(id) == 0) {
			first(record);
		}
		else if (!isAt(record, firstPartition(id), firstOffset(id))) {
			further(record);
		}
	}

	private void first(Sighting record) {
		int id = record.id();
		this.first.set(id, part(record));
		if (!this.sends.isSend(id) || !isAt(record, this.sends.partition(id), this.sends.offset(id))) {
			this.firstPartition.set(id, record.partition() + 1);
			this.firstOffset.set(id, record.offset() + 1);
		}
	}

	/** The number of the record's part of the scan, plus one. */
	private int part(Sighting record) {
		if (this.parts == 0 || this.partLine.get(this.parts - 1) != record.line()) {
			this.partLine.set(this.parts, record.line());
			this.partTime.set(this.parts, record.t());
			this.parts++;
		}
		return this.parts;
	}

	private int firstPartition(int id) {
		int kept = this.firstPartition.getInt(id);
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
		int part = this.first.getInt(id) - 1;
		all.add(new Sighting(this.partLine.get(part), this.partTime.get(part), "", firstPartition(id), firstOffset(id),
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
