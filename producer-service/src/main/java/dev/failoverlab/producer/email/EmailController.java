package dev.failoverlab.producer.email;

import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.failoverlab.producer.send.BufferShares;
import dev.failoverlab.producer.send.InFlightBudget;
import dev.failoverlab.producer.send.SendOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/emails}: one email, answered once its outcome is known. No thread is
 * held while it waits.
 */
@RestController
@EnableConfigurationProperties(EmailSettings.class)
class EmailController {

	private final EmailFormat format;

	private final EmailSender sender;

	private final InFlightBudget waiting;

	EmailController(EmailFormat format, EmailSender sender, EmailSettings settings, BufferShares buffer,
			MeterRegistry meters) {
		buffer.take("Single emails", settings.maxWaitingSize().toBytes());
		this.format = format;
		this.sender = sender;
		this.waiting = new InFlightBudget(settings.maxWaiting(), settings.maxWaitingSize());
		meters.gauge("email.waiting", this.waiting, InFlightBudget::records);
	}

	/**
	 * Sends one email. {@code produces} makes Spring answer 406 before the email is sent
	 * when the caller does not accept JSON.
	 */
	@PostMapping(path = "/api/emails", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	CompletableFuture<ResponseEntity<?>> send(@RequestBody(required = false) byte @Nullable [] body) {
		byte[] json = (body != null) ? body : new byte[0];
		Email email = this.format.read(json);
		long size = EmailSender.sizeInFlight(json.length);
		if (!this.waiting.tryAcquire(size)) {
			return CompletableFuture.completedFuture(answer(email, tooManyWaiting()));
		}
		// If send throws, whenComplete still releases the budget.
		return CompletableFuture.completedFuture(email)
			.thenCompose(this.sender::send)
			.whenComplete((outcome, error) -> this.waiting.release(size))
			.thenApply((outcome) -> answer(email, outcome));
	}

	private static SendOutcome tooManyWaiting() {
		return new SendOutcome.Rejected(HttpStatus.TOO_MANY_REQUESTS.value(),
				"Nothing was sent: too many emails wait for their acknowledgement already. Try again later.");
	}

	private static ResponseEntity<?> answer(Email email, SendOutcome outcome) {
		if (outcome instanceof SendOutcome.Acknowledged acknowledged) {
			return ResponseEntity.status(HttpStatus.CREATED).body(Receipt.of(email, acknowledged));
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(outcome.status()),
				outcome.detail());
		problem.setProperty("outcome", outcome.word());
		problem.setProperty("id", email.id());
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(outcome.status());
		if (outcome.mayHelpToRetry()) {
			answer.header(HttpHeaders.RETRY_AFTER, SendOutcome.RETRY_AFTER_SECONDS);
		}
		return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

	/**
	 * Where an email is now.
	 *
	 * @param id its id
	 * @param topic the topic
	 * @param partition the partition, from 0
	 * @param offset its offset, absent when the broker gave none
	 * @param timestamp the record's, in milliseconds since 1970, UTC
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Receipt(String id, String topic, int partition, @Nullable Long offset, long timestamp) {

		static Receipt of(Email email, SendOutcome.Acknowledged at) {
			return new Receipt(String.valueOf(email.id()), at.topic(), at.partition(), at.offset(), at.timestamp());
		}

	}

}
