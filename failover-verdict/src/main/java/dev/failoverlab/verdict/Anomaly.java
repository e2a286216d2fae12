package dev.failoverlab.verdict;

/**
 * What can be wrong with a log or with reading it, by the established names: Jepsen's
 * ({@code jepsen.tests.kafka}), and its redpanda tests'. Each is decided by a check of
 * its own in this package; {@code docs/verdict.md} draws an example of each.
 */
public enum Anomaly {

	/** An acknowledged record is not in the log. */
	LOST_WRITE("lost-write", "email that was acknowledged and is not in the log",
			"emails that were acknowledged and are not in the log"),

	/** An acknowledged record was never seen by anybody. */
	UNSEEN("unseen", "acknowledged email that nobody saw, in a log that was not read to its end",
			"acknowledged emails that nobody saw, in a log that was not read to its end"),

	/** One send is in the log more than once. */
	DUPLICATE("duplicate", "email that is in the log more than once", "emails that are in the log more than once"),

	/** One place in the log held two different records. */
	INCONSISTENT_OFFSETS("inconsistent-offsets", "place in the log that held two different emails",
			"places in the log that held two different emails"),

	/** A record was read that certainly failed or was aborted. */
	G1A("G1a", "email that was read although its send failed", "emails that were read although their sends failed"),

	/** A sender read its own record before its transaction was over. */
	PRECOMMITTED_READ("precommitted-read", "email that was read before its transaction was over",
			"emails that were read before their transactions were over"),

	/** A consumer left out records between two polls. */
	POLL_SKIP("poll-skip", "time that the consumer left out emails from one poll to the next",
			"times that the consumer left out emails from one poll to the next"),

	/** A consumer went back between two polls. */
	NONMONOTONIC_POLL("nonmonotonic-poll", "time that the consumer went back from one poll to the next",
			"times that the consumer went back from one poll to the next"),

	/** A consumer left out records within a poll. */
	INT_POLL_SKIP("int-poll-skip", "time that the consumer left out emails within a poll",
			"times that the consumer left out emails within a poll"),

	/** A consumer went back within a poll. */
	INT_NONMONOTONIC_POLL("int-nonmonotonic-poll", "time that the consumer went back within a poll",
			"times that the consumer went back within a poll"),

	/** The log has two sends of one sender in the wrong order. */
	NONMONOTONIC_SEND("nonmonotonic-send", "pair of neighbouring emails that is in the log in the wrong order",
			"pairs of neighbouring emails that are in the log in the wrong order"),

	/** The log has two sends of one transaction in the wrong order. */
	INT_NONMONOTONIC_SEND("int-nonmonotonic-send",
			"pair of neighbours in a transaction that is in the log in the wrong order",
			"pairs of neighbours in a transaction that are in the log in the wrong order");

	private final String word;

	private final String one;

	private final String many;

	Anomaly(String word, String one, String many) {
		this.word = word;
		this.one = one;
		this.many = many;
	}

	/**
	 * The established name.
	 * @return the key in reports, and the figure in expectations
	 */
	public String word() {
		return this.word;
	}

	/**
	 * What is counted, for people.
	 * @param count how often
	 * @return the end of a sentence that begins with the count
	 */
	public String inWords(long count) {
		return (count == 1) ? this.one : this.many;
	}

}
