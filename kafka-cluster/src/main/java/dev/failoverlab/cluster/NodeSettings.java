package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Role;

/**
 * The settings of a node, for backends: those of {@code kafka-config}, then the node's
 * id, roles and addresses, then the overrides of the layout.
 */
public final class NodeSettings {

	/** Settings that follow from the layout and cannot be overridden. */
	private static final Set<String> OF_THE_LAYOUT = Set.of("node.id", "broker.id", "process.roles", "listeners",
			"advertised.listeners", "log.dirs", "log.dir", "metadata.log.dir", "controller.quorum.bootstrap.servers",
			"controller.quorum.voters");

	/** Anything else could become a second line of the file. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

	/** With it, a controller becomes a voter by itself; from Kafka 4.2 on. */
	public static final String AUTO_JOIN = "controller.quorum.auto.join.enable";

	/** A placeholder for the node's id in an override. */
	private static final String NODE = "{node}";

	/** Replication factors and min ISRs: there cannot be more replicas than brokers. */
	private static final Set<String> NUMBERS_OF_REPLICAS = Set.of("default.replication.factor",
			"offsets.topic.replication.factor", "transaction.state.log.replication.factor",
			"share.coordinator.state.topic.replication.factor", "min.insync.replicas", "transaction.state.log.min.isr",
			"share.coordinator.state.topic.min.isr");

	private static final String CONFIG = "/kafka-config/";

	private final ClusterSpec spec;

	private final Map<Integer, NodeAddress> addresses;

	private final Predicate<String> known;

	/**
	 * Settings for the nodes of a cluster.
	 * @param spec the layout
	 * @param addresses where each node listens, by node id
	 * @throws ClusterException when an override contradicts the layout
	 */
	public NodeSettings(ClusterSpec spec, Map<Integer, NodeAddress> addresses) {
		this(spec, addresses, (name) -> true);
	}

	/**
	 * Settings for nodes of another Kafka version, which need not know all that is in
	 * {@code kafka-config}: the rest is left out.
	 * @param spec the layout
	 * @param addresses where each node listens, by node id
	 * @param known whether that version knows a setting
	 * @throws ClusterException when an override contradicts the layout, or is not known
	 */
	public NodeSettings(ClusterSpec spec, Map<Integer, NodeAddress> addresses, Predicate<String> known) {
		this.spec = spec;
		this.addresses = Map.copyOf(addresses);
		this.known = known;
		for (String name : new TreeSet<>(spec.overrides().keySet())) {
			if (OF_THE_LAYOUT.contains(name)) {
				throw new ClusterException(name + " cannot be overridden: it follows from the layout of the cluster");
			}
			if (!NAME.matcher(name).matches()) {
				throw new ClusterException(
						"\"" + name + "\" is no name of a setting: letters, digits, dots and dashes only");
			}
			if (!known.test(name)) {
				throw new ClusterException("The nodes' Kafka" + ((spec.kafka() != null) ? " " + spec.kafka() : "")
						+ " has no setting \"" + name + "\"");
			}
		}
	}

	/** The names of settings that follow from the layout of the cluster. */
	public static Set<String> ofTheLayout() {
		return OF_THE_LAYOUT;
	}

	/**
	 * The settings of one node.
	 * @param data its directory for data
	 * @return names and values, sorted
	 */
	public Map<String, String> of(NodeSpec node, Path data) {
		Map<String, String> settings = base(node.id());
		settings.keySet().removeIf(this.known.negate());
		fitTo(brokers(), settings);
		settings.putAll(identity(node, data));
		if (!node.roles().contains(Role.CONTROLLER)) {
			settings.remove(AUTO_JOIN);
		}
		if (!node.roles().contains(Role.BROKER)) {
			settings.remove("inter.broker.listener.name");
		}
		if (this.spec.disks() > 1) {
			settings.put("metadata.log.dir", Disks.metadata(data, this.spec.disks()).toString());
		}
		this.spec.overrides().forEach((name, value) -> settings.put(name, value.replace(NODE, "" + node.id())));
		return settings;
	}

	/**
	 * Writes the settings of one node as {@code server.properties}.
	 * @param data its directory for data
	 * @param file the file; created with its directory, or replaced
	 */
	public void write(NodeSpec node, Path data, Path file) {
		StringBuilder text = new StringBuilder(
				"# Generated from kafka-config and the layout of the cluster at each start.\n");
		base(node.id()).keySet()
			.stream()
			.filter(this.known.negate())
			.forEach((name) -> text.append("# Left out, since the node's Kafka does not know it: ")
				.append(name)
				.append('\n'));
		of(node, data).forEach((name, value) -> text.append(name).append('=').append(escaped(value)).append('\n'));
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new ClusterException("Cannot write the settings of node " + node.id() + " to " + file, ex);
		}
	}

	/**
	 * The overrides of the layout, for a backend that applies {@code kafka-config}
	 * itself.
	 * @return names and values as in {@code server.properties}, one on each line
	 */
	public String overrides() {
		return new TreeMap<>(this.spec.overrides()).entrySet()
			.stream()
			.map((setting) -> setting.getKey() + "=" + escaped(setting.getValue()))
			.collect(Collectors.joining("\n"));
	}

	private Map<String, String> identity(NodeSpec node, Path data) {
		NodeAddress address = address(node);
		String listeners = address.listeners(node.roles());
		return Map.of("node.id", "" + node.id(), "process.roles", processRoles(node.roles()), "listeners", listeners,
				"advertised.listeners", listeners, "log.dirs", logDirs(data), "controller.quorum.bootstrap.servers",
				controllers());
	}

	private String logDirs(Path data) {
		return Disks.directories(data, this.spec.disks()).stream().map(Path::toString).collect(Collectors.joining(","));
	}

	private String controllers() {
		return this.spec.nodes()
			.stream()
			.filter((node) -> node.roles().contains(Role.CONTROLLER))
			.map((node) -> address(node).controller())
			.collect(Collectors.joining(","));
	}

	private NodeAddress address(NodeSpec node) {
		NodeAddress address = this.addresses.get(node.id());
		if (address == null) {
			throw new ClusterException("Node " + node.id() + " has no address");
		}
		return address;
	}

	private int brokers() {
		return (int) this.spec.nodes().stream().filter((node) -> node.roles().contains(Role.BROKER)).count();
	}

	/** With fewer than three brokers, three replicas are impossible. */
	private static void fitTo(int brokers, Map<String, String> settings) {
		settings.replaceAll((name, value) -> NUMBERS_OF_REPLICAS.contains(name)
				? "" + Math.min(Integer.parseInt(value), brokers) : value);
	}

	/**
	 * Only the first three nodes have a file. Others use that of node 1 and differ in
	 * what {@link #identity} adds.
	 */
	private static Map<String, String> base(int id) {
		String own = "node-" + id + ".properties";
		return read((NodeSettings.class.getResource(CONFIG + own) != null) ? own : "node-1.properties");
	}

	/** The names and values of a file of {@code kafka-config}, sorted. */
	static Map<String, String> read(String name) {
		Properties properties = new Properties();
		try (InputStream file = NodeSettings.class.getResourceAsStream(CONFIG + name)) {
			properties.load(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + name, ex);
		}
		Map<String, String> settings = new TreeMap<>();
		properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
		return settings;
	}

	private static String processRoles(Collection<Role> roles) {
		return roles.stream()
			.sorted(Comparator.naturalOrder())
			.map((role) -> role.name().toLowerCase(java.util.Locale.ROOT))
			.collect(Collectors.joining(","));
	}

	/**
	 * Kafka reads the file as Latin-1, and takes a backslash for the start of an escape.
	 */
	private static String escaped(String value) {
		return value.chars()
			.mapToObj((c) -> (c == '\\' || c < ' ' || c > '~') ? String.format("\\u%04X", c) : "" + (char) c)
			.collect(Collectors.joining());
	}

}
