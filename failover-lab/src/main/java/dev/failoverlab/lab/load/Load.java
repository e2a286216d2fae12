package dev.failoverlab.lab.load;

/**
 * What is sent: an open loop, so that a slow answer never holds back the next send.
 *
 * @param ratePerSecond emails a second over all partitions, 1 to 100,000
 * @param bodyBytes the length of an email's body, 0 to 900,000
 */
public record Load(int ratePerSecond, int bodyBytes) {

	private static final int FASTEST = 100_000;

	private static final int LONGEST = 900_000;

	public Load {
		check(ratePerSecond >= 1 && ratePerSecond <= FASTEST,
				"The rate must be 1 to " + FASTEST + " emails a second, not " + ratePerSecond + ".");
		check(bodyBytes >= 0 && bodyBytes <= LONGEST,
				"The body must be 0 to " + LONGEST + " bytes long, not " + bodyBytes + ".");
	}

	/**
	 * The same at another rate.
	 * @param ratePerSecond emails a second over all partitions
	 * @return a new load
	 */
	public Load withRate(int ratePerSecond) {
		return new Load(ratePerSecond, this.bodyBytes);
	}

	private static void check(boolean met, String message) {
		if (!met) {
			throw new IllegalArgumentException(message);
		}
	}

}
