package dev.failoverlab.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.failoverlab.verdict.Anomaly;
import dev.failoverlab.verdict.Verdict.Example;

/** One example of an anomaly as a sentence for somebody who learns. */
final class Sentences {

	private static final double SECOND = 1_000_000_000;

	private final Anomaly anomaly;

	private final Example example;

	Sentences(Anomaly anomaly, Example example) {
		this.anomaly = anomaly;
		this.example = example;
	}

	String sentence() {
		return plainly() + " (history " + lines() + ")";
	}

	/** Without the lines, for a place that tells them beside it. */
	String plainly() {
		return Words.plain(what());
	}

	private String what() {
		return switch (this.anomaly) {
			case LOST_WRITE -> "Email " + id(0) + " was acknowledged at " + time(1) + place()
					+ ", but it is not in the log, which was read beyond that point: it is lost.";
			case UNSEEN -> "Email " + id(0) + " was acknowledged at " + time(1) + place()
					+ ", and neither the scan of the log nor the consumer ever saw it.";
			case DUPLICATE -> "Email " + id(0) + " was sent once, and is in the log at " + places() + ".";
			case INCONSISTENT_OFFSETS -> "Offset " + offset(0) + " of partition " + partition()
					+ " was said to hold email " + id(0) + ", and then email " + id(1) + ".";
			case G1A -> "Email " + id(0) + " for partition " + partition() + " certainly failed (sent at " + time(0)
					+ "), and somebody read it all the same.";
			case PRECOMMITTED_READ -> "Email " + id(0) + " was read at offset " + offset(0) + " of partition "
					+ partition() + " at " + time(1) + " by its own sender, before its transaction was over.";
			case POLL_SKIP, INT_POLL_SKIP -> "On partition " + partition() + " the consumer went " + step()
					+ ", though the log holds emails in between.";
			case NONMONOTONIC_POLL, INT_NONMONOTONIC_POLL ->
				"On partition " + partition() + " the consumer went " + step() + ", which is not forwards.";
			case NONMONOTONIC_SEND, INT_NONMONOTONIC_SEND ->
				"Email " + id(0) + " was sent to partition " + partition() + " at " + time(0) + " and got offset "
						+ offset(0) + "; email " + id(1) + " of the same sender came after it, at " + time(1)
						+ ", and got offset " + offset(1) + ", which is not higher.";
		};
	}

	private String place() {
		return this.example.offsets().isEmpty() ? " on partition " + partition() + ", without an offset"
				: " at offset " + offset(0) + " of partition " + partition();
	}

	private String places() {
		return IntStream.range(0, this.example.offsets().size())
			.mapToObj((i) -> "offset " + offset(i) + " of partition "
					+ this.example.partitions().get(Math.min(i, this.example.partitions().size() - 1)))
			.collect(Collectors.joining(" and at "));
	}

	private String step() {
		return (this.example.offsets().size() == 2) ? "from offset " + offset(0) + " to offset " + offset(1)
				: "from the beginning to offset " + offset(0);
	}

	private String id(int index) {
		return (index < this.example.ids().size()) ? this.example.ids().get(index) : "without an id";
	}

	private long offset(int index) {
		return this.example.offsets().get(index);
	}

	private int partition() {
		return this.example.partitions().get(0);
	}

	private String time(int index) {
		return String.format(Locale.ROOT, "%.3f s", this.example.times().get(index) / SECOND);
	}

	private String lines() {
		List<Long> lines = List.copyOf(new LinkedHashSet<>(this.example.lines()));
		return ((lines.size() == 1) ? "line " : "lines ")
				+ lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

}
