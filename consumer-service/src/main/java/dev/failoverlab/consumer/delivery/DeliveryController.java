package dev.failoverlab.consumer.delivery;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The delivery log over HTTP. */
@RestController
class DeliveryController {

	private final DeliveryStreams streams;

	DeliveryController(DeliveryStreams streams) {
		this.streams = streams;
	}

	/**
	 * Streams the delivery log, one JSON object a line. A client that reconnects uses
	 * {@code after=<last seq>} and so misses no line and gets none twice.
	 * @param after the number ({@code seq}) of the last line that the client has; 0 for
	 * all lines
	 * @param follow whether to go on with new lines as they come, and a heartbeat line
	 * when none does
	 * @param response where the lines go
	 * @return the lines
	 */
	@GetMapping("/api/deliveries")
	ResponseEntity<StreamingResponseBody> deliveries(@RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "false") boolean follow, HttpServletResponse response) {
		if (after < 0) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"Parameter 'after' must be 0 or higher, not " + after + ".");
		}
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_NDJSON)
			// Not the stream that is handed in: Spring's ignores flush(), and lines would
			// wait for a full buffer.
			.body((unflushable) -> this.streams.write(after, follow, response.getOutputStream()));
	}

	@ExceptionHandler
	ErrorResponse tooManyReaders(TaskRejectedException ex) {
		return ErrorResponse
			.builder(ex, HttpStatus.TOO_MANY_REQUESTS,
					"As many readers as allowed (consumer.streams.max-readers) are being served. Try again later.")
			.header(HttpHeaders.RETRY_AFTER, "1")
			.build();
	}

}
