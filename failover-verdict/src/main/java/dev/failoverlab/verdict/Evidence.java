package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;

/** Counts how often an anomaly was seen, and keeps the first ten places. */
final class Evidence {

	private static final int EXAMPLES = 10;

	private final Anomaly anomaly;

	private final List<Example> examples = new ArrayList<>();

	private long count;

	Evidence(Anomaly anomaly) {
		this.anomaly = anomaly;
	}

	void add(Supplier<Example> example) {
		this.count++;
		if (this.examples.size() < EXAMPLES) {
			this.examples.add(example.get());
		}
	}

	Finding finding() {
		return new Finding(this.anomaly, this.count, this.examples);
	}

	/** The finding of a history that cannot tell. */
	Finding unknown() {
		return new Finding(this.anomaly, null, List.of());
	}

	/** An example that shows in one send alone. */
	static Example of(SendTable sends, int id) {
		List<Long> offsets = (sends.offset(id) >= 0) ? List.of(sends.offset(id)) : List.of();
		return new Example(
				List.of(sends.text(id)), List.of(sends.partition(id)), offsets, (sends.completionLine(id) > 0)
						? List.of(sends.invokedAt(id), sends.completedAt(id)) : List.of(sends.invokedAt(id)),
				List.of(sends.invokeLine(id), sends.completionLine(id)));
	}

}
