package dev.failoverlab.verdict;

import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code poll-skip} and {@code int-poll-skip}: two neighbours in what one process handled
 * from a partition, in two polls or in one, the later offset higher, and between the two
 * a record of the scan in the consumer's isolation. Offsets without a record, such as
 * transaction markers, are no gaps. Without such a scan a gap cannot be told from a
 * marker, and the count is not known. Counted in pairs. (Jepsen's names.)
 */
final class PollSkip implements Check {

	private final Anomaly anomaly;

	private final SendTable sends;

	private final LogScan scan;

	private final String isolation;

	private final Gaps gaps = new Gaps();

	PollSkip(Anomaly anomaly, SendTable sends, LogScan scan, String consumerIsolation) {
		this.anomaly = anomaly;
		this.sends = sends;
		this.scan = scan;
		this.isolation = consumerIsolation;
	}

	@Override
	public void handled(Neighbours.Pair pair) {
		if (pair.skips() && pair.inOnePoll() == (this.anomaly == Anomaly.INT_POLL_SKIP)) {
			this.gaps.add(pair);
		}
	}

	@Override
	public Finding conclude() {
		Evidence evidence = new Evidence(this.anomaly);
		if (this.gaps.size() > 0 && !this.scan.has(this.isolation)) {
			return evidence.unknown();
		}
		for (int gap = 0; gap < this.gaps.size(); gap++) {
			Neighbours.Pair pair = this.gaps.get(gap);
			if (this.scan.any(this.isolation, pair.later().partition(), pair.earlier().offset() + 1,
					pair.later().offset())) {
				evidence.add(() -> pair.example(this.sends));
			}
		}
		return evidence.finding();
	}

}
