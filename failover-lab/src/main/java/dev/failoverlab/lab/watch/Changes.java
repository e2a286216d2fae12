package dev.failoverlab.lab.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.lab.history.Recorder;

/** Notes what one node reports whenever it differs from what it reported before. */
final class Changes {

	private final int node;

	private final Recorder recorder;

	private final Map<String, Report> last = new HashMap<>();

	Changes(int node, Recorder recorder) {
		this.node = node;
		this.recorder = recorder;
	}

	void note(List<? extends Report> reports) {
		for (Report report : reports) {
			if (!report.equals(this.last.put(report.about(), report))) {
				this.recorder.record((t) -> report.event(t, this.node));
			}
		}
	}

}
