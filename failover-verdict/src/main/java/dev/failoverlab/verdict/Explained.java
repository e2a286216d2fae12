package dev.failoverlab.verdict;

import java.util.List;

/**
 * One outage, explained.
 *
 * @param index its index in the verdict; -1 for a pause of the consumer
 * @param situation what was known
 * @param blame what is to blame
 * @param lines that show the outage itself
 */
record Explained(int index, Situation situation, Blame blame, List<Long> lines) {

	private static final long MILLISECOND = 1_000_000;

	boolean isConsumers() {
		return this.index < 0;
	}

	long ms() {
		return this.situation.to() / MILLISECOND - this.situation.from() / MILLISECOND;
	}

}
