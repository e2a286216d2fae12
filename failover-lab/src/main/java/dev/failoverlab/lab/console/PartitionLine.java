package dev.failoverlab.lab.console;

import java.util.List;

import dev.failoverlab.report.Format;
import dev.failoverlab.report.Palette;

/**
 * What is new of one partition.
 *
 * @param topic its topic
 * @param partition the partition, from 0
 * @param changes of its leader and its ISR, or empty
 * @param seenFrom which node reports the changes, as the end of a line
 * @param silenceMs how long it took no writes until now, or 0
 * @param colour how good the news is
 */
record PartitionLine(String topic, int partition, List<String> changes, String seenFrom, long silenceMs,
		Palette colour) {

	static final String AGAIN = "acknowledged again after ";

	/** The news as a line of its own. */
	String text() {
		return this.colour.paint(this.topic + "-" + this.partition + ": " + ((this.silenceMs > 0)
				? AGAIN + Format.duration(this.silenceMs) : String.join(", ", this.changes) + this.seenFrom));
	}

}
