package dev.failoverlab.verdict;

import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code nonmonotonic-poll} and {@code int-nonmonotonic-poll}: two neighbours in what one
 * process handled from a partition, in two polls or in one, and the later offset not
 * higher, or below the position of the assignment. Repeats after a partition was lost and
 * got again are at-least-once delivery and no anomaly. Counted in pairs. (Jepsen's
 * names.)
 */
final class NonmonotonicPoll implements Check {

	private final Evidence evidence;

	private final boolean internal;

	private final SendTable sends;

	NonmonotonicPoll(Anomaly anomaly, SendTable sends) {
		this.evidence = new Evidence(anomaly);
		this.internal = anomaly == Anomaly.INT_NONMONOTONIC_POLL;
		this.sends = sends;
	}

	@Override
	public void handled(Neighbours.Pair pair) {
		if (pair.goesBack() && pair.inOnePoll() == this.internal) {
			this.evidence.add(() -> pair.example(this.sends));
		}
	}

	@Override
	public Finding conclude() {
		return this.evidence.finding();
	}

}
