package dev.failoverlab.lab.bench;

import java.util.Arrays;

/**
 * The measurements of a job.
 *
 * @param done how much it did: sends or events
 * @param nanos its duration in nanoseconds, from the first line of the job to the last
 * @param resident the peak memory of the process, in bytes; 0 if unknown
 */
public record Measured(long done, long nanos, long resident) {

	private static final String MARK = "measured";

	String line() {
		return MARK + " " + this.done + " " + this.nanos + " " + this.resident;
	}

	/** Whether a line of a probe's output is its result. */
	static boolean isResult(String line) {
		return line.startsWith(MARK + " ");
	}

	static Measured parse(String line) {
		long[] values = Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
		return new Measured(values[0], values[1], values[2]);
	}

}
