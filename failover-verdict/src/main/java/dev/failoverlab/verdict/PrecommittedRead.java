package dev.failoverlab.verdict;

import java.util.List;
import java.util.TreeMap;

import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;

/**
 * {@code precommitted-read}: a poll of the sending process holds the id before its
 * transaction's completion. Counted in ids. (Jepsen's name.)
 */
final class PrecommittedRead implements Check {

	private final SendTable sends;

	private final TreeMap<Integer, Sighting> found = new TreeMap<>();

	PrecommittedRead(SendTable sends) {
		this.sends = sends;
	}

	@Override
	public void polled(Sighting record) {
		int id = record.id();
		if (id == SendTable.NO_ID || !this.sends.isSend(id) || this.sends.transaction(id) == 0) {
			return;
		}
		boolean open = this.sends.transactions().completed(this.sends.transaction(id)) == 0;
		if (open && this.sends.process(id).equals(record.process())) {
			this.found.putIfAbsent(id, record);
		}
	}

	@Override
	public Finding conclude() {
		Evidence evidence = new Evidence(Anomaly.PRECOMMITTED_READ);
		this.found.forEach((id, record) -> evidence.add(() -> example(id, record)));
		return evidence.finding();
	}

	private Example example(int id, Sighting record) {
		return new Example(List.of(this.sends.text(id)), List.of(record.partition()), List.of(record.offset()),
				List.of(this.sends.invokedAt(id), record.t()), List.of(this.sends.invokeLine(id), record.line(),
						this.sends.transactions().completed(this.sends.transaction(id))));
	}

}
