package dev.failoverlab.verdict;

import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code lost-write}: the outcome is ok, the id is not in the scan, and the scan has
 * passed its offset; with no offset known, the scan is complete on its partition. An
 * offset below the log's start is not judged. Delivered once and gone from the log is
 * lost all the same. Counted in ids. (Jepsen's name; there, too, a write is lost only
 * when something later in its partition was read.)
 */
final class LostWrite implements Check {

	private final Evidence evidence = new Evidence(Anomaly.LOST_WRITE);

	private final SendTable sends;

	private final LogScan scan;

	LostWrite(SendTable sends, LogScan scan) {
		this.sends = sends;
		this.scan = scan;
	}

	@Override
	public Finding conclude() {
		this.sends.inOrder()
			.filter((id) -> isLost(this.sends, this.scan, id))
			.forEach((id) -> this.evidence.add(() -> Evidence.of(this.sends, id)));
		return this.evidence.finding();
	}

	static boolean isLost(SendTable sends, LogScan scan, int id) {
		return sends.isAcknowledged(id) && !scan.holds(id) && scan.passed(sends.partition(id), sends.offset(id));
	}

}
