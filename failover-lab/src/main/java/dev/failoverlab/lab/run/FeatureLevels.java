package dev.failoverlab.lab.run;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import dev.failoverlab.cluster.ClientSettings;
import dev.failoverlab.cluster.KafkaAnswer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;

/** The levels of a cluster's features that a scenario sets. */
final class FeatureLevels {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private FeatureLevels() {
	}

	/**
	 * Sets them.
	 * @param levels the levels by the features' names, 0 for off
	 * @throws dev.failoverlab.cluster.ClusterException when Kafka refuses one, or does
	 * not answer in time
	 */
	static void set(Map<String, String> levels, ClientSettings client) {
		if (levels.isEmpty()) {
			return;
		}
		Map<String, FeatureUpdate> updates = levels.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (each) -> update(Short.parseShort(each.getValue()))));
		try (Admin admin = Admin.create(client.with(Map.of()))) {
			KafkaAnswer.await("the feature levels " + levels,
					admin.updateFeatures(updates, new UpdateFeaturesOptions()).all(), TIMEOUT);
		}
	}

	/** Kafka takes level 0 only as a downgrade. */
	private static FeatureUpdate update(short level) {
		return new FeatureUpdate(level, (level == 0) ? UpgradeType.SAFE_DOWNGRADE : UpgradeType.UPGRADE);
	}

}
