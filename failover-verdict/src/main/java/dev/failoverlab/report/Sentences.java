package dev.failoverlab.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Verdict.Example;

/** One example of an anomaly as a sentence. */
final class Sentences {

	private final Anomaly anomaly;

	private final Example example;

	Sentences(Anomaly anomaly, Example example) {
		this.anomaly = anomaly;
		this.example = example;
	}

	String sentence() {
		return plainly() + " (history " + lines() + ")";
	}

	/** Without the line numbers, for a place that shows them separately. */
	String plainly() {
		return Words.plain(this.anomaly.sentence(this.example));
	}

	private String lines() {
		List<Long> lines = List.copyOf(new LinkedHashSet<>(this.example.lines()));
		return ((lines.size() == 1) ? "line " : "lines ")
				+ lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

}
