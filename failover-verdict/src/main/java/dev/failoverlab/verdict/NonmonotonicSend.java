package dev.failoverlab.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code nonmonotonic-send} and {@code int-nonmonotonic-send}: two neighbours, in the
 * order of invoke, among the sends of one process to one partition with outcome ok and a
 * known offset, in different transactions or none, or in the same one, and the later
 * offset not higher. Counted in pairs. (Jepsen's names.)
 */
final class NonmonotonicSend implements Check {

	private final Evidence evidence;

	private final boolean internal;

	private final SendTable sends;

	NonmonotonicSend(Anomaly anomaly, SendTable sends) {
		this.evidence = new Evidence(anomaly);
		this.internal = anomaly == Anomaly.INT_NONMONOTONIC_SEND;
		this.sends = sends;
	}

	@Override
	public Finding conclude() {
		Map<Integer, Integer> last = new HashMap<>();
		this.sends.inOrder()
			.filter((id) -> this.sends.isAcknowledged(id) && this.sends.offset(id) >= 0)
			.forEach((id) -> {
				Integer earlier = last.put(this.sends.stream(id), id);
				if (earlier != null) {
					compare(earlier, id);
				}
			});
		return this.evidence.finding();
	}

	private void compare(int earlier, int later) {
		int tx = this.sends.transaction(later);
		boolean same = tx != 0 && tx == this.sends.transaction(earlier);
		if (same == this.internal && this.sends.offset(later) <= this.sends.offset(earlier)) {
			this.evidence.add(() -> example(earlier, later));
		}
	}

	private Example example(int earlier, int later) {
		return new Example(List.of(this.sends.text(earlier), this.sends.text(later)),
				List.of(this.sends.partition(later)), List.of(this.sends.offset(earlier), this.sends.offset(later)),
				List.of(this.sends.invokedAt(earlier), this.sends.invokedAt(later)),
				List.of(this.sends.invokeLine(earlier), this.sends.completionLine(earlier),
						this.sends.invokeLine(later), this.sends.completionLine(later)));
	}

}
