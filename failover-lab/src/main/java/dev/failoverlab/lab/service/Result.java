package dev.failoverlab.lab.service;

import dev.failoverlab.lab.load.SendRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A line of the producer service's answer: the outcome of one email.
 *
 * @param id the id of the send
 * @param status the HTTP status that a separate request would have got
 * @param outcome {@code acknowledged}, {@code rejected}, {@code failed} or
 * {@code unknown}
 * @param partition where it was written, if it was
 * @param offset its offset, if the broker returned one
 * @param detail what went wrong, if anything
 */
record Result(@Nullable String id, @Nullable Integer status, @Nullable String outcome, @Nullable Integer partition,
		@Nullable Long offset, @Nullable String detail) {

	/**
	 * Records the outcome. Only an outcome that the service reports as certain is
	 * certain: any other word is recorded as unknown.
	 * @param sends records the send
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
