package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import dev.failoverlab.history.Event;
import dev.failoverlab.history.Event.Position;
import dev.failoverlab.run.LogReader;
import dev.failoverlab.run.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/** All that a topic of others holds, as lines that {@code ./lab judge --scan} takes. */
public final class TopicScan {

	private static final Duration READING = Duration.ofMinutes(10);

	private static final JsonMapper JSON = new JsonMapper();

	private TopicScan() {
	}

	/**
	 * Reads the topic to its end; nothing is sent, made or changed.
	 * @param lines takes a line for each record
	 * @throws dev.failoverlab.lab.UsageException when the cluster does not have the topic
	 */
	public static void read(OwnCluster cluster, String name, Consumer<String> lines) {
		Topic topic = cluster.topic(name);
		new LogReader(cluster.found().client(), topic.all(), Map.of(), (message) -> position(cluster, message),
				(event) -> print(event.apply(0), lines), READING)
			.readAll(Event.READ_UNCOMMITTED, Map.of());
	}

	private static Position position(OwnCluster cluster, ConsumerRecord<String, String> message) {
		return new Position(message.partition(), message.offset(), cluster.file().id().of(message));
	}

	/** What is committed is read a second time, and not printed again. */
	private static void print(Event event, Consumer<String> lines) {
		if (event instanceof Event.Scan scan && scan.isolation().equals(Event.READ_UNCOMMITTED)) {
			scan.records().forEach((record) -> lines.accept(JSON.writeValueAsString(record)));
		}
	}

}
