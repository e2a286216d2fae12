package dev.failoverlab.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryReader;
import dev.failoverlab.history.HistoryWriter;
import dev.failoverlab.verdict.Expectation;

/**
 * What clients have told of a run, once they do no more.
 *
 * @param events what they did
 * @param consume whether a consumer is among them
 * @param times whether they tell when it happened
 */
public record Told(List<Event> events, boolean consume, boolean times) {

	private static final Set<String> OF_CONSUMERS = Set.of("poll-skip = 0", "nonmonotonic-poll = 0",
			"never delivered = 0");

	private static final Set<String> OF_POLLS = Set.of("poll-skip = 0", "nonmonotonic-poll = 0");

	/** It is not judged where threads share a producer. */
	private static final String ORDER_OF_SENDS = "nonmonotonic-send = 0";

	/**
	 * Puts it into the history of the run, in the order of time. What it cannot tell is
	 * expected no more.
	 * @param history the file, which nothing else writes any more
	 */
	public void addTo(Path history) {
		List<Event> all = new ArrayList<>();
		try (HistoryReader reader = HistoryReader.open(history)) {
			reader.forEach((line, event) -> all.add((event instanceof Event.Run run) ? expecting(run) : event));
		}
		all.addAll(this.events);
		all.subList(1, all.size()).sort(Comparator.comparingLong(Event::t));
		Path merged = history.resolveSibling(history.getFileName() + ".merged");
		try (HistoryWriter writer = HistoryWriter.create(merged)) {
			all.forEach(writer::write);
		}
		try {
			Files.move(merged, history, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Event.Run expecting(Event.Run run) {
		return new Event.Run(0, run.version(), run.scenario(), run.topic(), run.partitions(), run.replicationFactor(),
				run.minIsr(), run.consumerIsolation(), run.expectations().stream().filter(this::canBeJudged).toList(),
				run.kafka(), run.backend(), run.started(), run.settings());
	}

	private boolean canBeJudged(String expectation) {
		return !expectation.equals(ORDER_OF_SENDS) && (this.consume || !OF_CONSUMERS.contains(expectation))
				&& (this.times || !(OF_POLLS.contains(expectation) || Expectation.parse(expectation).needsTimes()));
	}

}
