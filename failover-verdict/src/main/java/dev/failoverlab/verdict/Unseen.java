package dev.failoverlab.verdict;

import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code unseen}: the outcome is ok, the id is in no scan and no poll, and it is not a
 * lost write. Counted in ids. (Jepsen's name: acknowledged, and never read by anybody,
 * perhaps only not yet.)
 */
final class Unseen implements Check {

	private final Evidence evidence = new Evidence(Anomaly.UNSEEN);

	private final SendTable sends;

	private final LogScan scan;

	Unseen(SendTable sends, LogScan scan) {
		this.sends = sends;
		this.scan = scan;
	}

	@Override
	public Finding conclude() {
		this.sends.inOrder()
			.filter(this::isUnseen)
			.forEach((id) -> this.evidence.add(() -> Evidence.of(this.sends, id)));
		return this.evidence.finding();
	}

	private boolean isUnseen(int id) {
		return this.sends.isAcknowledged(id) && !this.sends.inAnyScan(id) && this.sends.deliveries(id) == 0
				&& !LostWrite.isLost(this.sends, this.scan, id);
	}

}
