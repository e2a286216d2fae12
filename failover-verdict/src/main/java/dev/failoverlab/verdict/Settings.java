package dev.failoverlab.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.failoverlab.history.Event;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the topic and the nodes as far as the verdict needs them: those in
 * force, as the cluster reports them, else those that were asked for.
 */
final class Settings {

	private static final String POLICY = "cleanup.policy";

	private final Map<String, Object> askedFor;

	private final List<String> policies = new ArrayList<>();

	Settings(Map<String, Object> askedFor) {
		this.askedFor = askedFor;
	}

	/** The topic's own policy counts, else the nodes' default. */
	void inForce(Event.Config config) {
		String ofTopic = config.topic().get(POLICY);
		Stream<@Nullable String> ofNodes = config.nodes().values().stream().map((node) -> node.get("log." + POLICY));
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
