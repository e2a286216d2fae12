package dev.failoverlab.verdict;

import dev.failoverlab.verdict.SharedRecord.Redelivered;

/**
 * Why a share group delivers a record again. They are asked in this order, and the first
 * that applies is the cause.
 */
enum RedeliveryCause {

	/** A member gave it back. */
	RELEASED("redelivery-released", "the member released it", "the delivery before was released",
			"A member of the share group gave the email back, and asked for another delivery with that.") {

		@Override
		boolean appliesTo(Redelivered pair, ShareGroup group) {
			return pair.before().isReleased();
		}

	},

	/** Its member ended. */
	MEMBER_ENDED("redelivery-member-ended", "the member ended",
			"the event `leave` tells that the member of the" + " delivery before had ended by then",
			"The member of the share group that had the email ended, and Kafka gave the email to another one.") {

		@Override
		boolean appliesTo(Redelivered pair, ShareGroup group) {
			return group.hasEnded(pair.before(), pair.again().reading.t());
		}

	},

	/** Kafka did not take the acknowledgement. */
	ACKNOWLEDGEMENT_FAILED("redelivery-acknowledgement-failed", "the acknowledgement failed",
			"the acknowledgement of the delivery before has an error as its outcome",
			"The member of the share group acknowledged the email, and was told of an error: the email may come again.") {

		@Override
		boolean appliesTo(Redelivered pair, ShareGroup group) {
			return pair.before().isRefused();
		}

	},

	/** The leader that held the locks is gone. */
	LEADER_CHANGED("redelivery-leader-changed", "the partition has a new leader",
			"from the delivery before (less what its client can have buffered) to a second after this one, a new epoch"
					+ " of the partition's leader was reported",
			"Which member has which email is known to the partition's leader alone. A new leader, or one that was"
					+ " restarted, delivers again what was not acknowledged.") {

		@Override
		boolean appliesTo(Redelivered pair, ShareGroup group) {
			return group.hasNewLeader(pair.again().record.partition(), pair.before().lockedFrom(),
					pair.again().reading.t() + REPORTING);
		}

	},

	/** The member was too slow. */
	LOCK_EXPIRED("redelivery-lock-expired", "the lock had expired",
			"the time from the delivery before (less what its client can have buffered) is not shorter than the lock",
			"A member has an email for a limited time (group.share.record.lock.duration.ms). It did not acknowledge the"
					+ " email in that time, so Kafka gave it to another one.") {

		@Override
		boolean appliesTo(Redelivered pair, ShareGroup group) {
			return pair.before().isExpired(pair.again().reading.t());
		}

	},

	/** It was handed over when the member did not have it any more. */
	OUTDATED("redelivery-outdated", "that delivery was outdated",
			"the delivery before was done, or the acknowledgement of this one has an error as its outcome: the member may"
					+ " have had this one before, and did not have the record any more",
			"The client of a member handed over an email that it had received before, for example from a former leader."
					+ " By then the member did not have the email any more, and could not acknowledge it.") {

		@Override
		boolean appliesTo(Redelivered pair, ShareGroup group) {
			return pair.before().isDone() || pair.again().isRefused();
		}

	},

	/** No event tells. */
	UNEXPLAINED("redelivery-unexplained", "no event of the history explains it", "none of the other causes applies",
			"The share group delivered an email again, and nothing in the history explains it.") {

		@Override
		boolean appliesTo(Redelivered pair, ShareGroup group) {
			return true;
		}

	};

	/** A new leader is reported this much later at most, in nanoseconds. */
	private static final long REPORTING = 1_000_000_000;

	private final String word;

	private final String reason;

	private final String definition;

	private final String explanation;

	RedeliveryCause(String word, String reason, String definition, String explanation) {
		this.word = word;
		this.reason = reason;
		this.definition = definition;
		this.explanation = explanation;
	}

	abstract boolean appliesTo(Redelivered pair, ShareGroup group);

	String word() {
		return this.word;
	}

	/** As the end of a sentence that says that an email was delivered again. */
	String reason() {
		return this.reason;
	}

	String definition() {
		return this.definition;
	}

	String explanation() {
		return this.explanation;
	}

	static RedeliveryCause of(Redelivered pair, ShareGroup group) {
		for (RedeliveryCause cause : values()) {
			if (cause.appliesTo(pair, group)) {
				return cause;
			}
		}
		throw new IllegalStateException("The last cause applies always");
	}

}
