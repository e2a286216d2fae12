package dev.failoverlab.report;

import dev.failoverlab.verdict.Anomaly;

/** What an anomaly means to somebody who meets it for the first time. */
final class AnomalyExplanation {

	private AnomalyExplanation() {
	}

	static String of(Anomaly anomaly) {
		return switch (anomaly) {
			case LOST_WRITE ->
				"Kafka said that it had the email, and in the end it does not. Usually the leader answered"
						+ " before its followers had a copy (acks=1), or did not answer for itself at all (acks=0), and died.";
			case UNSEEN ->
				"Kafka said that it had the email, and nobody has read it. The log was not read to its end, so"
						+ " it may still be there.";
			case DUPLICATE ->
				"The email was sent once and stored more than once. Usually the producer tried again after an"
						+ " attempt that had worked after all, without enable.idempotence.";
			case INCONSISTENT_OFFSETS ->
				"A place in a log holds one record for ever. Here it held two: a part of the log was"
						+ " cut off and written anew, after somebody had been told of what was there.";
			case G1A -> "The sender was told that the email was certainly not written, or its transaction was aborted;"
					+ " and somebody read it.";
			case PRECOMMITTED_READ ->
				"Emails of a transaction belong to nobody before it is committed, and its own sender"
						+ " read one earlier.";
			case POLL_SKIP, INT_POLL_SKIP ->
				"The consumer went past emails that are in the log: it will never handle them,"
						+ " unless it is sent back.";
			case NONMONOTONIC_POLL, INT_NONMONOTONIC_POLL ->
				"The consumer handled emails for a second time, or in another"
						+ " order than the log's, although its partition was never taken from it.";
			case NONMONOTONIC_SEND, INT_NONMONOTONIC_SEND ->
				"Two emails of one sender are in the log in the wrong order."
						+ " Usually the first was tried again while the second was on its way, without enable.idempotence;"
						+ " or a part of the log was cut off between the two.";
		};
	}

}
