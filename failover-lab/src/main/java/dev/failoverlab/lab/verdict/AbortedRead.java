package dev.failoverlab.lab.verdict;

import dev.failoverlab.lab.history.Event;
import dev.failoverlab.lab.verdict.Verdict.Example;
import dev.failoverlab.lab.verdict.Verdict.Finding;

/**
 * {@code G1a}: the outcome is fail, and the id is in a poll or a scan. If only its
 * transaction failed, then read_committed scans, and polls where the consumer reads
 * committed, count alone: a read_uncommitted reader may see it. Counted in ids. (The name
 * is Adya's, of an aborted read.)
 */
final class AbortedRead implements Check {

	private final SendTable sends;

	private final boolean pollsCommitted;

	/** The line of the first sighting of each id that was not acknowledged by then. */
	private final Pages.Ints sighted = new Pages.Ints();

	AbortedRead(SendTable sends, String consumerIsolation) {
		this.sends = sends;
		this.pollsCommitted = consumerIsolation.equals(Event.READ_COMMITTED);
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
		int id = record.id();
		if (id != SendTable.NO_ID && this.sighted.get(id) == 0 && !isAcknowledgedAlone(id)) {
			this.sighted.set(id, Math.toIntExact(record.line()));
		}
	}

	private boolean isAcknowledgedAlone(int id) {
		return this.sends.isSend(id) && this.sends.transaction(id) == 0 && this.sends.ownOutcome(id) == Event.Type.OK;
	}

	@Override
	public Finding conclude() {
		Evidence evidence = new Evidence(Anomaly.G1A);
		this.sends.inOrder()
			.filter((id) -> this.sends.outcome(id) == Event.Type.FAIL && isSeen(id))
			.forEach((id) -> evidence.add(() -> example(id)));
		return evidence.finding();
	}

	private boolean isSeen(int id) {
		if (this.sends.ownOutcome(id) == Event.Type.FAIL) {
			return this.sends.inAnyScan(id) || this.sends.deliveries(id) > 0;
		}
		return this.sends.inScan(id, Event.READ_COMMITTED) || (this.pollsCommitted && this.sends.deliveries(id) > 0);
	}

	private Example example(int id) {
		Example send = Evidence.of(this.sends, id);
		java.util.List<Long> lines = new java.util.ArrayList<>(send.lines());
		lines.add((long) this.sighted.get(id));
		return new Example(send.ids(), send.partitions(), send.offsets(), send.times(), lines);
	}

}
