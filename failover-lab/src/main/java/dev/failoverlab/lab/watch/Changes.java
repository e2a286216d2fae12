package dev.failoverlab.lab.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.history.Recorder;

/**
 * Notes what one node reports whenever it differs from what it reported before, and all
 * of it once more when it was silent in between.
 */
final class Changes {

	private final int node;

	private final Recorder recorder;

	private final Map<String, Report> last = new HashMap<>();

	Changes(int node, Recorder recorder) {
		this.node = node;
		this.recorder = recorder;
	}

	/** The node does not answer: whatever it said before may hold no more. */
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
