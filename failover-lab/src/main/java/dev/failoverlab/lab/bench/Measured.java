package dev.failoverlab.lab.bench;

/**
 * The measurements of a job.
 *
 * @param done how much it did: sends or events
 * @param nanos its duration in nanoseconds, from the first line of the job to the last
 * @param resident the peak memory of the process, in bytes; 0 if unknown
 */
public record Measured(long done, long nanos, long resident) {
}
