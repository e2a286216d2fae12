package dev.failoverlab.lab.load;

/**
 * What is sent. The load is an open loop: a slow answer never delays the next send.
 *
 * @param ratePerSecond emails per second over all partitions, 1 to 100,000
 * @param bodyBytes the length of an email's body, 0 to 900,000
 * @param keys how many different recipients the emails of a partition have, 1 to 10,000
 * @param transactions emails per transaction, 1 to 10,000, or 0 for no transactions
 */
public record Load(int ratePerSecond, int bodyBytes, int keys, int transactions) {
}
