package dev.failoverlab.producer.batch;

import java.io.IOException;

import dev.failoverlab.producer.send.SendOutcome;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/emails/batch}: one email a line (NDJSON), of any number and for as
 * long as the caller likes. Results are streamed while the request goes on, each as soon
 * as it is known, or with {@code ordered=true} in the order of the lines.
 */
@RestController
class BatchController {

	private final BatchStreams streams;

	BatchController(BatchStreams streams) {
		this.streams = streams;
	}

	@PostMapping(path = "/api/emails/batch", consumes = MediaType.APPLICATION_NDJSON_VALUE)
	void send(HttpServletRequest request, HttpServletResponse response,
			@RequestParam(defaultValue = "false") boolean ordered) throws IOException {
		if (!this.streams.tryReserve()) {
			throw tooMany();
		}
		boolean started = false;
		try {
			start(request, response, ordered);
			started = true;
		}
		finally {
			if (!started) {
				this.streams.giveBack();
			}
		}
	}

	private static ErrorResponseException tooMany() {
		ErrorResponseException error = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
		error.setDetail("Too many batches are open already. Try again later.");
		error.getHeaders().set(HttpHeaders.RETRY_AFTER, SendOutcome.RETRY_AFTER_SECONDS);
		return error;
	}

	private void start(HttpServletRequest request, HttpServletResponse response, boolean ordered) throws IOException {
		response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
		// The caller may wait for the head before it sends; and what goes wrong with the
		// body later must not turn into another answer.
		response.flushBuffer();
		AsyncContext async = request.startAsync();
		async.setTimeout(0);
		this.streams.startBatch(async, ordered);
	}

}
