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

	private static final int FASTEST = 100_000;

	private static final int LONGEST = 900_000;

	private static final int MOST = 10_000;

	private static final int KEYS = 20;

	public Load {
		check(ratePerSecond >= 1 && ratePerSecond <= FASTEST,
				"The rate must be 1 to " + FASTEST + " emails a second, not " + ratePerSecond + ".");
		check(bodyBytes >= 0 && bodyBytes <= LONGEST,
				"The body must be 0 to " + LONGEST + " bytes long, not " + bodyBytes + ".");
		check(keys >= 1 && keys <= MOST, "A partition's emails have 1 to " + MOST + " keys, not " + keys + ".");
		check(transactions >= 0 && transactions <= MOST,
				"A transaction has 1 to " + MOST + " emails, or 0 for no transactions, not " + transactions + ".");
	}

	/**
	 * A load without transactions, to 20 recipients per partition.
	 * @param ratePerSecond emails per second over all partitions
	 * @param bodyBytes the length of an email's body
	 */
	public Load(int ratePerSecond, int bodyBytes) {
		this(ratePerSecond, bodyBytes, KEYS, 0);
	}

	private static void check(boolean met, String message) {
		if (!met) {
			throw new IllegalArgumentException(message);
		}
	}

}
