package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;

import dev.failoverlab.history.Event;
import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code G1a}: the outcome is fail, and the id is in a poll or a scan. If only its
 * transaction failed, then read_committed scans, and polls where the consumer reads
 * committed, count alone: a read_uncommitted reader may see it. Counted in ids. (The name
 * is Adya's, of an aborted read.)
 */
final class AbortedRead implements Check {

	private final SendTable sends;

	/** The line of the first sighting of each id that was not acknowledged by then. */
	private final Column sighted = new Column();

	/** The same by those who read committed records alone. */
	private final Column sightedCommitted = new Column();

	AbortedRead(SendTable sends) {
		this.sends = sends;
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
		if (record.id() != SendTable.NO_ID && !isAcknowledgedAlone(record.id())) {
			first(this.sighted, record);
			if (record.committed()) {
				first(this.sightedCommitted, record);
			}
		}
	}

	private static void first(Column lines, Sighting record) {
		if (lines.get(record.id()) == 0) {
			lines.set(record.id(), record.line());
		}
	}

	private boolean isAcknowledgedAlone(int id) {
		return this.sends.isSend(id) && this.sends.transaction(id) == 0 && this.sends.ownOutcome(id) == Event.Type.OK;
	}

	@Override
	public Finding conclude() {
		Evidence evidence = new Evidence(Anomaly.G1A);
		this.sends.inOrder()
			.filter((id) -> this.sends.outcome(id) == Event.Type.FAIL && sighting(id) != 0)
			.forEach((id) -> evidence.add(() -> example(id)));
		return evidence.finding();
	}

	/** The line of the first sighting that counts, or 0 when none does. */
	private long sighting(int id) {
		boolean itself = this.sends.ownOutcome(id) == Event.Type.FAIL;
		return (itself ? this.sighted : this.sightedCommitted).get(id);
	}

	private Example example(int id) {
		Example send = Evidence.of(this.sends, id);
		List<Long> lines = new ArrayList<>(send.lines());
		lines.add(sighting(id));
		return new Example(send.ids(), send.partitions(), send.offsets(), send.times(), lines);
	}

}
