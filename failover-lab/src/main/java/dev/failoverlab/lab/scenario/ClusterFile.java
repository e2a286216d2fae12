package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.command.GivenNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file about a cluster that others run.
 *
 * @param name the file, for messages
 * @param client the brokers, and how they are reached
 * @param topic the topic that emails are sent to; empty to have one made
 * @param id where a record of others in this topic has its id
 * @param nodes the nodes that commands are given for
 * @param app the app that is the load; null for the lab's own load
 */
public record ClusterFile(String name, ClientSettings client, Optional<String> topic, RecordId id,
		List<GivenNode> nodes, @Nullable AppFiles app) {

	public ClusterFile {
		if (app != null && topic.isEmpty()) {
			throw new IllegalArgumentException("an app needs topic: the name of the one that it sends to");
		}
	}

	/** One without an app, whose topic has ids in the records' keys. */
	public ClusterFile(String name, ClientSettings client, Optional<String> topic, List<GivenNode> nodes) {
		this(name, client, topic, ConsumerRecord::key, nodes, null);
	}

	/**
	 * Reads a file.
	 * @throws DefinitionException with all mistakes
	 */
	public static ClusterFile read(Path file) {
		return YamlText.inFile(file.toString(), YamlFiles.text(file),
				(value) -> ClusterKeys.section(file).read("the file", value));
	}

	/**
	 * Reads addresses of brokers from the command line.
	 * @throws DefinitionException when they are none; the message names the option
	 */
	public static String addresses(String option, String text) {
		return new Value.Text(option, text).understood(() -> ClusterKeys.addresses(text));
	}

	/**
	 * Reads Kafka settings of clients from a file of properties, as Kafka's own tools
	 * take them.
	 * @throws DefinitionException with all mistakes
	 */
	public static Map<String, String> clientSettings(Path file) {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new DefinitionException(file + " cannot be read as a file of properties: " + ex + ".", ex);
		}
		Map<String, Value.Mapping.Entry> entries = new LinkedHashMap<>();
		properties.forEach((name, value) -> entries.put(String.valueOf(name),
				new Value.Mapping.Entry(file.toString(), new Value.Text(file.toString(), String.valueOf(value)))));
		return Settings.CLIENT.read("the file", new Value.Mapping(file.toString(), entries));
	}

}
