package dev.failoverlab.lab.service;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.failoverlab.lab.load.SendRecorder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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
@JsonIgnoreProperties(ignoreUnknown = true)
record Result(@Nullable String id, @Nullable Integer status, @Nullable String outcome, @Nullable Integer partition,
		@Nullable Long offset, @Nullable String detail) {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Reads a line.
	 * @param line the text
	 * @return the result, or null when the line is none
	 */
	static @Nullable Result read(String line) {
		try {
			return JSON.readValue(line, Result.class);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Notes the outcome. Only what the service is sure of counts as certain: a word that
	 * is not known here is no certainty.
	 * @param sends the account that the send belongs to
	 */
	void note(SendRecorder sends) {
		if (this.id == null) {
			return;
		}
		switch ((this.outcome != null) ? this.outcome : "none") {
			case "acknowledged" -> acknowledged(sends, this.id);
			case "rejected", "failed" -> sends.fail(this.id, inWords());
			default -> sends.info(this.id, inWords());
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

	private String inWords() {
		return this.status + " " + this.outcome + ((this.detail != null) ? ": " + this.detail : "");
	}

}
