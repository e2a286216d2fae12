package dev.failoverlab.lab.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Recorder;

/**
 * Records what one node reports whenever it changes, and all of it again after the node
 * did not answer.
 */
final class Changes {

	private final int node;

	private final Recorder recorder;

	private final Map<String, Report> last = new HashMap<>();

	Changes(int node, Recorder recorder) {
		this.node = node;
		this.recorder = recorder;
	}

	/** Called when the node does not answer: its earlier reports may be outdated. */
	void forget() {
		this.last.clear();
	}

	void note(List<? extends Report> reports) {
		for (Report report : reports) {
			if (!report.equals(this.last.put(report.about(), report))) {
				this.recorder.record((t) -> report.event(t, this.node));
			}
		}
	}

}
