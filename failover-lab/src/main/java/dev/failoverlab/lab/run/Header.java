package dev.failoverlab.lab.run;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.failoverlab.history.Event;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.run.Topic;
import org.apache.kafka.common.utils.AppInfoParser;

/** The first line of a run's history: what is run, and how. */
final class Header {

	private static final int VERSION = 1;

	private Header() {
	}

	static Event of(long t, Scenario scenario, RunOptions options) {
		Topic topic = scenario.topic();
		return new Event.Run(t, VERSION, scenario.name(), topic.name(), topic.partitions(), topic.replicationFactor(),
				topic.minIsr(), scenario.isolation(), scenario.expectations(),
				Objects.requireNonNullElseGet(scenario.setup().kafka(), AppInfoParser::getVersion),
				options.backend().word(), Instant.now(), settings(scenario, options));
	}

	private static Map<String, Object> settings(Scenario scenario, RunOptions options) {
		Map<String, Object> settings = new TreeMap<>();
		Setup setup = scenario.setup();
		settings.put("question", scenario.question());
		boolean app = options.backend().app().isPresent();
		settings.put("through", app ? "app" : setup.through().word());
		settings.put("seed", options.seed());
		if (!app) {
			settings.put("rate_per_second", scenario.load().ratePerSecond());
			settings.put("body_bytes", scenario.load().bodyBytes());
			settings.put("keys_per_partition", scenario.load().keys());
			settings.put("emails_per_transaction", scenario.load().transactions());
		}
		settings.put("steps", scenario.steps().stream().map(Step::description).toList());
		settings.put("producer", setup.producer());
		settings.put("broker", setup.broker());
		settings.put("consumer", setup.consumer());
		settings.put("topic", scenario.topic().configs());
		settings.put("layout", setup.layout());
		settings.put("fast_failover", setup.fastFailover());
		settings.put("features", setup.features());
		if (setup.members() > 1) {
			settings.put("members", setup.members());
		}
		if (setup.sharing() != null) {
			settings.put("group_type", "share");
			settings.put("members", setup.sharing().members());
			settings.put("handling_ms", setup.sharing().handling().toMillis());
		}
		return settings;
	}

}
