package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the topic and the nodes as far as the verdict needs them: those in
 * force, as the cluster reports them, else those that were asked for.
 */
final class Settings {

	private static final String POLICY = "cleanup.policy";

	private static final Set<String> ALL = Set.of("all", "-1");

	private final Map<String, Object> askedFor;

	private final int minIsr;

	private final List<String> policies = new ArrayList<>();

	private Event.@Nullable Config latest;

	Settings(Event.Run run) {
		this.askedFor = run.settings();
		this.minIsr = run.minIsr();
	}

	/**
	 * Whether the producer is known to wait for every member of the ISR; what a run of
	 * the lab does not set is Kafka's default, all.
	 */
	boolean areAllAcknowledging() {
		return this.askedFor.get("producer") instanceof Map<?, ?> producer
				&& (!producer.containsKey("acks") || ALL.contains(String.valueOf(producer.get("acks"))));
	}

	/** How many members of the ISR writes with acks=all need. */
	int minIsr(Event.Partition partition) {
		String value = (this.latest != null) ? this.latest.topic().get("min.insync.replicas") : null;
		Long inForce = number(value);
		return Math.min((inForce != null) ? inForce.intValue() : this.minIsr, partition.replicas().size());
	}

	/**
	 * A number that the nodes are set to: a node's own or, where it is not known, that of
	 * all others if they agree. Null when it is not known.
	 */
	@Nullable Long ofNode(@Nullable Integer node, String name) {
		if (this.latest == null) {
			return null;
		}
		Map<String, String> own = (node != null) ? this.latest.nodes().get(node) : null;
		if (own != null) {
			return number(own.get(name));
		}
		List<@Nullable String> values = this.latest.nodes()
			.values()
			.stream()
			.<@Nullable String>map((settings) -> settings.get(name))
			.distinct()
			.toList();
		return (values.size() == 1) ? number(values.get(0)) : null;
	}

	private static @Nullable Long number(@Nullable String value) {
		return (value != null && value.matches("-?\\d{1,18}")) ? Long.valueOf(value) : null;
	}

	/** The topic's own policy counts, else the nodes' default. */
	void inForce(Event.Config config) {
		String ofTopic = config.topic().get(POLICY);
		Stream<@Nullable String> ofNodes = config.nodes().values().stream().map((node) -> node.get("log." + POLICY));
		this.latest = config;
		((ofTopic != null) ? Stream.of(ofTopic) : ofNodes.filter(Objects::nonNull)).forEach(this.policies::add);
	}

	/**
	 * Whether records can be gone from the log though nothing is wrong, at any moment of
	 * the run.
	 */
	boolean areCompacted() {
		return this.policies.isEmpty() ? isCompacted(this.askedFor)
				: this.policies.stream().anyMatch((policy) -> policy.contains("compact"));
	}

	/** However deep in the settings the topic's own are. */
	private static boolean isCompacted(Map<?, ?> settings) {
		return settings.entrySet()
			.stream()
			.anyMatch((setting) -> (setting.getValue() instanceof Map<?, ?> inner) ? isCompacted(inner)
					: POLICY.equals(setting.getKey()) && String.valueOf(setting.getValue()).contains("compact"));
	}

}
