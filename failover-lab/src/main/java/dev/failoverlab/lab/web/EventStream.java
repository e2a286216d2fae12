package dev.failoverlab.lab.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

/**
 * Streams histories to one client until it leaves, or until the last history has ended. A
 * client that takes nothing holds up its own thread alone, until the server's time-out;
 * when it comes back, it goes on after the last line that it received.
 */
final class EventStream {

	/** Ends the id of the last message. */
	static final String END = "end";

	/** The least time between two messages, for a batch of events in each. */
	private static final Duration BATCH = Duration.ofMillis(50);

	private static final Duration HEARTBEAT = Duration.ofSeconds(1);

	private static final JsonMapper JSON = JsonMapper.shared();

	private final ShownHistories shown;

	private final OutputStream out;

	EventStream(ShownHistories shown, OutputStream out) {
		this.shown = shown;
		this.out = out;
	}

	/**
	 * Streams until the end.
	 * @param last the place after which to go on; it counts only in the history that it
	 * names
	 */
	void run(Optional<Place> last) throws IOException, InterruptedException {
		write("retry: 1000\n\n");
		HistoryFile history = null;
		while (!this.shown.endWith(history)) {
			Optional<HistoryFile> next = this.shown.after(history, HEARTBEAT);
			if (next.isPresent()) {
				history = next.get();
				stream(history, last.filter(history::contains).map(Place::line).orElse(0L));
			}
			else {
				heartbeat((history != null) ? history.now() : 0);
			}
			this.out.flush();
		}
		write("event: end\nid: " + ((history != null) ? history.name() : "none") + ":" + END + "\ndata: {}\n\n");
		this.out.flush();
	}

	private void stream(HistoryFile history, long after) throws IOException, InterruptedException {
		if (after == 0) {
			write("event: reset\ndata: {}\n\n");
		}
		try (EventLines lines = new EventLines(history, after)) {
			boolean complete;
			do {
				complete = history.isComplete();
				long seen = history.events();
				if (!lines.copyTo(this.out)) {
					heartbeat(history.now());
				}
				this.out.flush();
				Thread.sleep(BATCH.toMillis());
				history.awaitMore(seen, HEARTBEAT);
			}
			while (!complete);
		}
		if (history.report().isPresent()) {
			write("event: verdict\ndata: " + JSON.readTree(history.report().get()) + "\n\n");
		}
	}

	private void heartbeat(long now) throws IOException {
		write("event: now\ndata: " + now + "\n\n");
	}

	private void write(String text) throws IOException {
		this.out.write(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A place in a history: the id of a message.
	 *
	 * @param history the history's name
	 * @param line the number of the last line before it
	 */
	record Place(String history, long line) {

		/** Reads an id; empty when it is not one of ours. */
		static Optional<Place> of(String id) {
			int colon = id.indexOf(':');
			return (colon > 0 && id.substring(colon + 1).matches("\\d{1,18}"))
					? Optional.of(new Place(id.substring(0, colon), Long.parseLong(id.substring(colon + 1))))
					: Optional.empty();
		}

	}

}
