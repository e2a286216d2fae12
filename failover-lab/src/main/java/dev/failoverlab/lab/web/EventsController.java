package dev.failoverlab.lab.web;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The history that the page shows: as events, as a file, and its verdict. */
@RestController
class EventsController {

	private final ShownHistories shown;

	EventsController(ShownHistories shown) {
		this.shown = shown;
	}

	/**
	 * Streams the history.
	 * @param id the id of the last message that the client has, from its browser
	 * @param after the same, from its code
	 */
	@GetMapping("/events")
	ResponseEntity<StreamingResponseBody> events(
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String id,
			@RequestParam(required = false) @Nullable String after, HttpServletResponse response) {
		return stream(this.shown, (id != null) ? id : (after != null) ? after : "", response);
	}

	/** Streams a history from after a message; 204 tells a browser not to come back. */
	static ResponseEntity<StreamingResponseBody> stream(ShownHistories shown, String after,
			HttpServletResponse response) {
		if (after.endsWith(":" + EventStream.END)) {
			return ResponseEntity.noContent().build();
		}
		return ResponseEntity.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			// Not the stream that is handed in: Spring's ignores flush().
			.body((unflushable) -> stream(new EventStream(shown, response.getOutputStream()), after));
	}

	private static void stream(EventStream stream, String after) throws IOException {
		try {
			stream.run(EventStream.Place.of(after));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** The file as it is now. */
	@GetMapping("/history")
	ResponseEntity<StreamingResponseBody> history() {
		return this.shown.current()
			.map((history) -> ResponseEntity.ok()
				.contentType(MediaType.APPLICATION_NDJSON)
				.<StreamingResponseBody>body((out) -> Files.copy(history.path(), out)))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	/** The verdict as {@code report.json}. */
	@GetMapping(path = "/report", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<String> report() {
		return ResponseEntity.of(this.shown.current().flatMap(HistoryFile::report));
	}

}
