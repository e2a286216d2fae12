package dev.failoverlab.verdict;

/**
 * A record that a witness saw.
 *
 * @param line the line of the history
 * @param t when, in nanoseconds since the run began
 * @param process the consumer, or the reader of the scan
 * @param partition where
 * @param offset where in it
 * @param id the number of its id, or {@link SendTable#NO_ID}
 * @param committed whether the witness reads committed records alone
 */
record Sighting(long line, long t, String process, int partition, long offset, int id, boolean committed) {
}
