package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.NodeCommand;
import dev.failoverlab.cluster.command.GivenNode;
import dev.failoverlab.lab.scenario.Section.Given;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The keys of a file about a cluster that others run. */
final class ClusterKeys {

	private static final String ADDRESS_PATTERN = "[^\\s,:]+:\\d{1,5}|\\[[^\\s,]+]:\\d{1,5}";

	private static final Key<String> BOOTSTRAP = Key.required("bootstrap",
			Type.text(List.of("b1:9092,b2:9092"), ClusterKeys::addresses),
			"Addresses of brokers, separated by commas.");

	private static final Key<Map<String, String>> CLIENT = Key.of("client", Settings.CLIENT, "{}",
			"Kafka settings of every client, such as those of TLS and SASL.");

	private static final Key<String> CLIENT_CONFIG = Key.optional("client-config", Type.text(), "",
			"A file of properties with more of them, as Kafka's own tools take it; its path starts at the folder of this file.");

	private static final Key<RecordId> RECORD_ID = Key.of("id",
			Type.text(List.of("key", "header order-id", "json /order/id"), RecordId::parse), "key",
			"Where a record of others has its id, for ./lab scan and for app.sends: key, header NAME, or json /PATH.");

	private static final Key<Given> TOPIC = Key.optional("topic",
			new Section<>("a topic", List.of(ScenarioKeys.NAME.needed(), RECORD_ID), Function.identity()),
			"one that the lab makes and removes", "A topic that is there, to which emails are sent.");

	private static final Key<List<String>> WITNESS = Key.optional("witness", new Type.Items<>(1, Type.text()), "",
			"Files that the app's witness writes, one for each process.");

	private static final Key<String> SENDS = Key.optional("sends", Type.text(), "",
			"In place of a witness: a file to which the app appends a line for each send.");

	private static final Key<String> DELIVERIES = Key.optional("deliveries", Type.text(), "",
			"Beside sends: a file to which it appends a line for each record that it handled.");

	private static final Key<Given> APP = Key.optional("app",
			new Section<>("an app", List.of(WITNESS, SENDS, DELIVERIES), Function.identity()),
			"the lab sends and reads", "Your app is the load, and writes down what it does.");

	private static final Key<Integer> ID = Key.required("id", Type.number(0, 999_999_999), "Its node.id.");

	private static final Key<String> ADDRESS = Key.optional("address",
			Type.text(List.of("b1:9092"), ClusterKeys::address), "what the cluster says",
			"Where this machine reaches the broker.");

	private static final Key<String> CONTROLLER = Key.optional("controller",
			Type.text(List.of("c1:9093"), ClusterKeys::address), "the node is a broker",
			"Of a node that is only a controller: where this machine reaches it.");

	private static final Map<NodeCommand, Key<String>> COMMANDS = commands();

	static final Section<GivenNode> NODE = new Section<>("a node",
			Stream.<Key<?>>concat(Stream.of(ID, ADDRESS, CONTROLLER), COMMANDS.values().stream()).toList(),
			ClusterKeys::node);

	private static final Key<List<GivenNode>> NODES = Key.of("nodes", new Type.Items<>(0, NODE), "[]",
			"The nodes that commands are given for. What is left out cannot be done.");

	private ClusterKeys() {
	}

	/** The keys of a file, in whose folder the paths in it begin. */
	static Section<ClusterFile> section(Path file) {
		return new Section<>("the file of a cluster", List.of(BOOTSTRAP, CLIENT, CLIENT_CONFIG, TOPIC, APP, NODES),
				(given) -> {
					Map<String, String> client = new HashMap<>(given.find(CLIENT_CONFIG)
						.map((name) -> ClusterFile.clientSettings(file.resolveSibling(name)))
						.orElse(Map.of()));
					client.putAll(given.get(CLIENT));
					return new ClusterFile(file.toString(), new ClientSettings(given.get(BOOTSTRAP), client),
							given.find(TOPIC).map((topic) -> topic.get(ScenarioKeys.NAME)),
							given.find(TOPIC).map((topic) -> topic.get(RECORD_ID)).orElse(ConsumerRecord::key),
							different(given.get(NODES)), given.find(APP).map((app) -> app(app, file)).orElse(null));
				});
	}

	private static Map<NodeCommand, Key<String>> commands() {
		Map<NodeCommand, Key<String>> keys = new EnumMap<>(NodeCommand.class);
		for (NodeCommand command : NodeCommand.values()) {
			keys.put(command, Key.optional(command.word(), Type.text(), "", command.sentence()));
		}
		return keys;
	}

	private static AppFiles app(Given given, Path file) {
		return new AppFiles(given.find(WITNESS).orElse(List.of()).stream().map(file::resolveSibling).toList(),
				given.find(SENDS).map(file::resolveSibling), given.find(DELIVERIES).map(file::resolveSibling));
	}

	private static GivenNode node(Given given) {
		Map<NodeCommand, String> commands = new EnumMap<>(NodeCommand.class);
		COMMANDS.forEach((command, key) -> given.find(key).ifPresent((line) -> commands.put(command, line)));
		commands.keySet().forEach((command) -> command.undoneBy().ifPresent((undo) -> {
			if (!commands.containsKey(undo)) {
				throw new IllegalArgumentException("node " + given.get(ID) + " has the command " + command.word()
						+ ", and no command " + undo.word() + " to bring it back");
			}
		}));
		if (given.has(ADDRESS) && given.has(CONTROLLER)) {
			throw given.value(CONTROLLER)
				.wrong("controller is for a node that is no broker, and address for a broker: give one of them");
		}
		return given.find(CONTROLLER)
			.map((controller) -> new GivenNode(given.get(ID), Role.CONTROLLER, controller, commands))
			.orElseGet(() -> new GivenNode(given.get(ID), given.find(ADDRESS).orElse(""), commands));
	}

	private static List<GivenNode> different(List<GivenNode> nodes) {
		Set<Integer> ids = new HashSet<>();
		nodes.stream().map(GivenNode::id).filter((id) -> !ids.add(id)).findFirst().ifPresent((id) -> {
			throw new IllegalArgumentException("node " + id + " is there twice");
		});
		return nodes;
	}

	static String addresses(String text) {
		return String.join(",", Stream.of(text.split(",", -1)).map((each) -> address(each.strip())).toList());
	}

	private static String address(String text) {
		if (!text.matches(ADDRESS_PATTERN)) {
			throw new IllegalArgumentException("an address must be HOST:PORT, not \"" + text + "\"");
		}
		return text;
	}

}
