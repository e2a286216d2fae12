package dev.failoverlab.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.HistoryReader;
import dev.failoverlab.history.HistoryWriter;
import dev.failoverlab.report.RunFiles;
import dev.failoverlab.report.TextReport;
import dev.failoverlab.verdict.Expectation;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;

/**
 * The verdict on a run, and its files.
 *
 * @param verdict the verdict
 * @param page the report as a page
 */
record Judgement(Verdict verdict, Path page) {

	/** They speak of consumers, and a test need not have any. */
	private static final Set<String> OF_CONSUMERS = Set.of("poll-skip = 0", "nonmonotonic-poll = 0",
			"never delivered = 0");

	/** It is not judged where threads share a producer. */
	private static final String ORDER_OF_SENDS = "nonmonotonic-send = 0";

	/** Plays a plan and judges it. */
	static Judgement of(TestCluster cluster, Plan plan, String name) {
		Path folder = Output.empty(name);
		Path nodes = folder.resolve("nodes.ndjson");
		Play play = new Play(cluster, plan, name.replace('/', '.'), nodes);
		List<Event> clients = play.play();
		Path history = folder.resolve("history.ndjson");
		write(history, nodes, clients, play.consumes());
		RunFiles files = new RunFiles(history, folder.resolve("report.json"), folder.resolve("report.html"), null);
		Verdict verdict = Judge.judge(history);
		files.write(verdict);
		Judgement judgement = new Judgement(verdict, folder.resolve("report.html"));
		write(folder.resolve("report.txt"), judgement.text());
		return judgement;
	}

	/** The report for people. */
	String text() {
		return TextReport.of(this.verdict, false) + "\nPage      " + RunFiles.display(this.page) + "\n";
	}

	private static void write(Path file, String text) {
		try {
			Files.write(file, text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What the nodes did and what the clients did, in the order of time. */
	private static void write(Path history, Path nodes, List<Event> clients, boolean consumes) {
		List<Event> events = new ArrayList<>();
		try (HistoryReader reader = HistoryReader.open(nodes)) {
			reader.forEach(
					(line, event) -> events.add((event instanceof Event.Run run) ? expecting(run, consumes) : event));
		}
		events.addAll(clients);
		events.subList(1, events.size()).sort(Comparator.comparingLong(Event::t));
		try (HistoryWriter writer = HistoryWriter.create(history)) {
			events.forEach(writer::write);
		}
		try {
			Files.delete(nodes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Event.Run expecting(Event.Run run, boolean consumes) {
		List<String> expectations = Expectation.CLEAN.stream()
			.filter((expectation) -> !expectation.equals(ORDER_OF_SENDS))
			.filter((expectation) -> consumes || !OF_CONSUMERS.contains(expectation))
			.toList();
		return new Event.Run(0, run.version(), run.scenario(), run.topic(), run.partitions(), run.replicationFactor(),
				run.minIsr(), run.consumerIsolation(), expectations, run.kafka(), run.backend(), run.started(),
				run.settings());
	}

}
