package dev.failoverlab.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Through;
import dev.failoverlab.report.Format;
import dev.failoverlab.run.Topic;

/** In which setting a run is played, in sentences for its page. */
final class Setting {

	private Setting() {
	}

	static List<String> description(Scenario scenario) {
		List<String> words = new ArrayList<>();
		Setup setup = scenario.setup();
		if (!setup.layout().equals(Layout.USUAL)) {
			words.add(layout(setup.layout()));
		}
		if (setup.kafka() != null) {
			words.add("nodes of Kafka " + setup.kafka());
		}
		if (setup.fastFailover()) {
			words.add("fast failover: a guard tells the active controller at once of a node that died");
		}
		settings("levels of features", setup.features(), words);
		words.add(topic(scenario.topic()));
		words.add(load(scenario.load()) + ", through "
				+ ((setup.through() == Through.CLIENT) ? "plain clients" : "the services")
				+ ((setup.members() > 1) ? ", with " + setup.members() + " consumers in the group" : ""));
		settings("nodes", setup.broker(), words);
		settings("producer", setup.producer(), words);
		settings("consumer", setup.consumer(), words);
		scenario.steps().stream().map(Step::description).forEach(words::add);
		return words;
	}

	private static String layout(Layout layout) {
		return Format.count(layout.brokers(), "broker") + ", " + Format.count(layout.controllers(), "controller")
				+ (layout.apart() ? ", apart" : "")
				+ ((layout.disks() > 1) ? ", each node with " + layout.disks() + " log directories" : "");
	}

	private static String topic(Topic topic) {
		return "topic " + topic.name() + ": " + Format.count(topic.partitions(), "partition")
				+ (topic.replicas().isEmpty() ? ", replication factor " + topic.replicationFactor()
						: " on nodes " + topic.replicas())
				+ ", min.insync.replicas " + topic.minIsr() + description(", ", topic.configs());
	}

	private static String load(Load load) {
		return "load: " + load.ratePerSecond() + " emails a second of " + load.bodyBytes() + " bytes"
				+ ((load.transactions() > 0) ? " in transactions of " + load.transactions() : "");
	}

	private static void settings(String whose, Map<String, String> settings, List<String> words) {
		if (!settings.isEmpty()) {
			words.add(whose + ": " + description("", settings));
		}
	}

	private static String description(String before, Map<String, String> settings) {
		return settings.isEmpty() ? ""
				: new TreeMap<>(settings).entrySet()
					.stream()
					.map((setting) -> setting.getKey() + " " + setting.getValue())
					.collect(Collectors.joining(", ", before, ""));
	}

}
