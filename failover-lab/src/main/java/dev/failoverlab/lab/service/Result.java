package dev.failoverlab.lab.service;

import dev.failoverlab.lab.load.SendRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A line of the producer service's answer: what became of one email.
 *
 * @param id the id of the send
 * @param status the HTTP status that a request of its own would have got
 * @param outcome {@code acknowledged}, {@code rejected}, {@code failed} or
 * {@code unknown}
 * @param partition where it was put, if it was
 * @param offset its offset, if the broker told
 * @param detail what went wrong, if something did
 */
record Result(@Nullable String id, @Nullable Integer status, @Nullable String outcome, @Nullable Integer partition,
		@Nullable Long offset, @Nullable String detail) {

	/**
	 * Notes the outcome. Only what the service is sure of counts as certain: an outcome
	 * that is not known here is unknown.
	 * @param sends the account that the send belongs to
	 */
	void note(SendRecorder sends) {
		if (this.id == null) {
			return;
		}
		switch ((this.outcome != null) ? this.outcome : "none") {
			case "acknowledged" -> acknowledged(sends, this.id);
			case "rejected", "failed" -> sends.fail(this.id, error());
			default -> sends.info(this.id, error());
		}
	}

	private void acknowledged(SendRecorder sends, String id) {
		if (this.partition == null) {
			sends.info(id, "acknowledged without a partition");
		}
		else {
			sends.ok(id, this.partition, this.offset);
		}
	}

	private String error() {
		return this.status + " " + this.outcome + ((this.detail != null) ? ": " + this.detail : "");
	}

}
