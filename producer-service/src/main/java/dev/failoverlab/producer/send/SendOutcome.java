package dev.failoverlab.producer.send;

import org.jspecify.annotations.Nullable;

/** What became of a send. */
public sealed interface SendOutcome {

	/** An outage is over in some ten seconds, an overload earlier. */
	String RETRY_AFTER_SECONDS = "5";

	/**
	 * The outcome in one word, as answers and metrics say it.
	 * @return {@code acknowledged}, {@code rejected}, {@code failed} or {@code unknown}
	 */
	String word();

	/**
	 * The HTTP status that says the same.
	 * @return 201, 413, 429 or 503
	 */
	int status();

	/**
	 * A sentence for people about anything but an acknowledgement.
	 * @return what happened and what to do, or null
	 */
	@Nullable String detail();

	/**
	 * Whether the same send may succeed later.
	 * @return true for 429 and 503
	 */
	default boolean mayHelpToRetry() {
		return status() == 503 || status() == 429;
	}

	/**
	 * The broker has acknowledged the record.
	 *
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @param offset the record's offset, or null when the broker gave none (acks=0, a
	 * repeated sequence number)
	 * @param timestamp the record's timestamp in milliseconds since 1970, UTC
	 */
	record Acknowledged(String topic, int partition, @Nullable Long offset, long timestamp) implements SendOutcome {

		@Override
		public String word() {
			return "acknowledged";
		}

		@Override
		public int status() {
			return 201;
		}

		@Override
		public @Nullable String detail() {
			return null;
		}

	}

	/**
	 * The service refused the record; certainly nothing was sent.
	 *
	 * @param status 413 for a record that is too large, 429 when too many wait already
	 * @param detail a sentence for people
	 */
	record Rejected(int status, String detail) implements SendOutcome {

		@Override
		public String word() {
			return "rejected";
		}

	}

	/**
	 * The record was certainly not written.
	 *
	 * @param detail a sentence for people
	 */
	record Failed(String detail) implements SendOutcome {

		@Override
		public String word() {
			return "failed";
		}

		@Override
		public int status() {
			return 503;
		}

	}

	/**
	 * The record may have been written, or may yet be: nobody knows.
	 *
	 * @param detail a sentence for people
	 */
	record Unknown(String detail) implements SendOutcome {

		@Override
		public String word() {
			return "unknown";
		}

		@Override
		public int status() {
			return 503;
		}

	}

}
