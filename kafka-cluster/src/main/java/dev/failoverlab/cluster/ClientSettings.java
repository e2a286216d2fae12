package dev.failoverlab.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How every client of a cluster reaches it, be it a producer, a consumer, an admin client
 * or a {@link NodeConnection}.
 *
 * @param bootstrapServers addresses of brokers, separated by commas
 * @param others Kafka settings besides, such as those of TLS and SASL
 */
public record ClientSettings(String bootstrapServers, Map<String, String> others) {

	public ClientSettings {
		others = Map.copyOf(others);
	}

	/** Without TLS and SASL. */
	public static ClientSettings of(String bootstrapServers) {
		return new ClientSettings(bootstrapServers, Map.of());
	}

	/**
	 * The settings of one client.
	 * @param own settings of this client, which win over those of all
	 */
	public Map<String, Object> with(Map<String, ?> own) {
		Map<String, Object> all = new HashMap<>(this.others);
		all.putAll(own);
		all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers);
		return all;
	}

	/**
	 * A connection to exactly one listener, which is not open yet.
	 * @param address where the node listens, {@code host:port}
	 * @param timeout how long to wait for the connection and for each part of an answer
	 */
	public NodeConnection connect(String address, Duration timeout) {
		return new NodeConnection(address, timeout, this);
	}

	List<String> addresses() {
		return List.of(this.bootstrapServers.split(","));
	}

	boolean isPlain() {
		return this.others.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT")
			.equalsIgnoreCase("PLAINTEXT");
	}

	/** Names alone: values can be passwords. */
	@Override
	public String toString() {
		return this.bootstrapServers
				+ (this.others.isEmpty() ? "" : " with " + String.join(", ", new TreeMap<>(this.others).keySet()));
	}

}
