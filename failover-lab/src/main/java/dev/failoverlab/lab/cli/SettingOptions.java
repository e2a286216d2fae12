package dev.failoverlab.lab.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.FastProfile;
import dev.failoverlab.lab.scenario.SetValue;
import dev.failoverlab.lab.scenario.Through;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Values that replace those of a scenario's file. */
final class SettingOptions {

	@Option(names = "--set", paramLabel = "KEY=VALUE",
			description = "A value in place of the file's own, for example load.keys=1 or topic.min-isr=1; can be repeated.")
	private Map<String, String> values = new LinkedHashMap<>();

	@Option(names = "--through", paramLabel = "service|client",
			description = "Send through the two services or with plain Kafka clients, as a control; short for --set load.through.")
	private @Nullable Through through;

	@Option(names = "--fast-failover",
			description = "Fail over within 0.2 s: a guard tells the active controller at once of a node that died (docs/fast-failover.md); short for --set fast-failover=true.")
	private boolean fastFailover;

	@Option(names = "--fast-producer",
			description = "The producer settings that go with it, kafka-config/fast-producer.properties.")
	private boolean fastProducer;

	@Option(names = "--rate", paramLabel = "N", description = "Emails a second; short for --set load.rate.")
	private @Nullable String rate;

	@Option(names = "--producer", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of the producer, separated by commas; short for --set producer.KEY.")
	private Map<String, String> producer = new LinkedHashMap<>();

	@Option(names = "--consumer", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of the consumer, in the same form.")
	private Map<String, String> consumer = new LinkedHashMap<>();

	@Option(names = "--broker", paramLabel = "KEY=VALUE", split = ",",
			description = "Kafka settings of every node, in the same form.")
	private Map<String, String> broker = new LinkedHashMap<>();

	/** All values, those of {@code --set} last, so that they win over the short forms. */
	List<SetValue> all() {
		List<SetValue> all = new ArrayList<>();
		if (this.through != null) {
			all.add(new SetValue("load.through", this.through.word()));
		}
		if (this.fastFailover) {
			all.add(new SetValue("fast-failover", "true"));
		}
		if (this.fastProducer) {
			all.addAll(SetValue.in("producer", FastProfile.PRODUCER.settings()));
		}
		if (this.rate != null) {
			all.add(new SetValue("load.rate", this.rate));
		}
		all.addAll(SetValue.in("producer", this.producer));
		all.addAll(SetValue.in("consumer", this.consumer));
		all.addAll(SetValue.in("broker", this.broker));
		this.values.forEach((path, value) -> all.add(new SetValue(path, value)));
		return all;
	}

}
