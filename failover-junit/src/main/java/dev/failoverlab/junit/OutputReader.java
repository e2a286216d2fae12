package dev.failoverlab.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import dev.failoverlab.run.LogReader;
import dev.failoverlab.run.Topic;
import dev.failoverlab.witness.Witness;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is committed in two topics, until nothing more comes. */
record OutputReader(TestCluster cluster) {

	private static final Duration READING = Duration.ofMinutes(2);

	private static final Duration SILENCE = Duration.ofSeconds(30);

	private static final JsonMapper JSON = new JsonMapper();

	/** Waits until no record is missing, or none has come for 30 s. */
	Outputs read(Topic input, Topic output) {
		List<Event.Position> inputs = committed(input);
		int missing = Integer.MAX_VALUE;
		long progress = System.nanoTime();
		while (true) {
			Outputs outputs = Outputs.of(input.name(), inputs, committed(output), origins());
			if (outputs.missing().size() < missing) {
				missing = outputs.missing().size();
				progress = System.nanoTime();
			}
			if (missing == 0 || System.nanoTime() - progress > SILENCE.toNanos()) {
				return outputs;
			}
		}
	}

	private List<Event.Position> committed(Topic topic) {
		List<Event.Position> records = new ArrayList<>();
		new LogReader(this.cluster.cluster().client(), topic.all(), Map.of(), Play::positionOf, (event) -> {
			if (event.apply(0) instanceof Event.Scan scan && scan.isolation().equals(Event.READ_COMMITTED)) {
				records.addAll(scan.records());
			}
		}, READING).readAll(Event.READ_COMMITTED, Map.of());
		return records;
	}

	private Map<String, String> origins() {
		Witness.flush(this.cluster.witnessFile());
		try (Stream<String> lines = Files.lines(this.cluster.witnessFile())) {
			return lines.filter((line) -> line.endsWith("}") && line.contains("\"origin\":"))
				.map(JSON::readTree)
				.collect(Collectors.toMap((line) -> text(line, "id"), (line) -> text(line, "origin")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(
					"The witness's file " + this.cluster.witnessFile() + " cannot be read: " + ex, ex);
		}
	}

	private static String text(JsonNode line, String field) {
		return line.path(field).asString("");
	}

}
