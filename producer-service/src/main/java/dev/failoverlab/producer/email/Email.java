package dev.failoverlab.producer.email;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An email as callers send it and, with its id, as it stands in the topic.
 *
 * @param id names the send; made when the caller gives none
 * @param from the sender's address
 * @param to the receiver's address; all emails to one receiver stay in order
 * @param subject one line, at most 998 characters as in RFC 5322; may be empty
 * @param body the text; may be empty
 */
@JsonPropertyOrder({ "id", "from", "to", "subject", "body" })
public record Email(@Nullable @Pattern(regexp = Email.WORD + "{1,100}",
		message = "must be 1 to 100 characters without spaces, control characters or bidirectional overrides") String id,
		@NotBlank @Size(max = 254) @Pattern(regexp = Email.LINE,
				message = Email.LINE_MESSAGE) @jakarta.validation.constraints.Email String from,
		@NotBlank @Size(max = 254) @Pattern(regexp = Email.LINE,
				message = Email.LINE_MESSAGE) @jakarta.validation.constraints.Email String to,
		@NotNull @Size(max = 998) @Pattern(regexp = Email.LINE, message = Email.LINE_MESSAGE) String subject,
		@NotNull @Pattern(regexp = "\\P{Cs}*",
				message = "must not contain half of a surrogate pair: no encoding has it") String body) {

	/**
	 * Control characters (line breaks, U+0085 and NUL among them), halves of surrogate
	 * pairs, and what makes text look different from what it says.
	 */
	private static final String REFUSED = "\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";

	private static final String WORD = "[^" + REFUSED + "\\p{Z}]";

	private static final String LINE = "[^" + REFUSED + "]*";

	private static final String LINE_MESSAGE = "must be a single line without control characters or bidirectional overrides";

	/**
	 * Random for each process, and counted within it: {@link UUID#randomUUID} has one
	 * lock for all threads, on which hundreds of callers waited for each other.
	 */
	private static final long PROCESS = new SecureRandom().nextLong();

	private static final AtomicLong IDS = new AtomicLong();

	/**
	 * The same with an id.
	 * @return this email, if it has an id, else a copy with a new one
	 */
	public Email identified() {
		return (this.id != null) ? this : new Email(new UUID(PROCESS, IDS.incrementAndGet()).toString(), this.from,
				this.to, this.subject, this.body);
	}

}
