package dev.failoverlab.producer.batch;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.failoverlab.producer.email.Email;
import dev.failoverlab.producer.email.FieldProblem;
import dev.failoverlab.producer.email.InvalidEmailException;
import dev.failoverlab.producer.send.SendOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What became of one line of a batch.
 *
 * @param line the line's number, from 1
 * @param id the email's id, absent when the line is none
 * @param status the status that a request of its own would have had: 201, 400, 413, 503
 * @param outcome {@code acknowledged}, {@code rejected} (certainly not sent),
 * {@code failed} (certainly not written) or {@code unknown}
 * @param topic where the email is, if it was acknowledged
 * @param partition the partition there, from 0
 * @param offset its offset, absent when the broker gave none
 * @param timestamp the record's, in milliseconds since 1970, UTC
 * @param detail a sentence for people, if it was not acknowledged
 * @param errors the fields that are wrong, if any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "line", "id", "status", "outcome", "topic", "partition", "offset", "timestamp", "detail",
		"errors" })
record ResultLine(long line, @Nullable String id, int status, String outcome, @Nullable String topic,
		@Nullable Integer partition, @Nullable Long offset, @Nullable Long timestamp, @Nullable String detail,
		@Nullable List<FieldProblem> errors) {

	static ResultLine of(long line, Email email, SendOutcome outcome) {
		if (outcome instanceof SendOutcome.Acknowledged at) {
			return new ResultLine(line, email.id(), at.status(), at.word(), at.topic(), at.partition(), at.offset(),
					at.timestamp(), null, null);
		}
		return new ResultLine(line, email.id(), outcome.status(), outcome.word(), null, null, null, null,
				outcome.detail(), null);
	}

	static ResultLine invalid(long line, InvalidEmailException cause) {
		return new ResultLine(line, null, 400, "rejected", null, null, null, null, cause.detail(), cause.problems());
	}

	static ResultLine tooLong(long line, DataSize limit) {
		return new ResultLine(line, null, 413, "rejected", null, null, null, null,
				"The line is longer than %d bytes; nothing was sent.".formatted(limit.toBytes()), null);
	}

}
