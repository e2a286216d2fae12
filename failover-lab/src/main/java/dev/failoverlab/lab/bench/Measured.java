package dev.failoverlab.lab.bench;

import java.util.Arrays;

/**
 * What a job took.
 *
 * @param done how much it did, in its own measure
 * @param nanos how long it took, in nanoseconds, from the first line of the job to the
 * last
 * @param heapPeak the most that the heap held, garbage included, in bytes
 * @param heapLive what was left after the last collection, in bytes
 * @param resident the most memory that the process held, in bytes; 0 for not known
 */
public record Measured(long done, long nanos, long heapPeak, long heapLive, long resident) {

	private static final String MARK = "measured";

	String line() {
		return MARK + " " + this.done + " " + this.nanos + " " + this.heapPeak + " " + this.heapLive + " "
				+ this.resident;
	}

	/** Whether a line of a probe's output is its result. */
	static boolean isResult(String line) {
		return line.startsWith(MARK + " ");
	}

	static Measured parse(String line) {
		long[] values = Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
		return new Measured(values[0], values[1], values[2], values[3], values[4]);
	}

}
