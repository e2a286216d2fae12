package dev.failoverlab.verdict;

/**
 * A line of the history that tells what a reader got: a poll, a part of a scan or, for
 * the position that it gives, an assignment.
 *
 * @param line the line, from 1
 * @param t when, in nanoseconds since the run began
 * @param process the consumer, or the reader of the scan
 * @param committed whether the reader is handed committed records alone
 */
record Reading(long line, long t, String process, boolean committed) {
}
