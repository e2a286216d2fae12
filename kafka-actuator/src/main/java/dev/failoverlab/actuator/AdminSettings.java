package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.admin.AdminClientConfig;

/** The settings of the one admin client: the application's own, but with short waits. */
final class AdminSettings {

	/**
	 * A frozen node accepts connections and answers nothing. After a third of the time,
	 * there is time left to ask another, even twice.
	 */
	private static final int NODES_TO_TRY = 3;

	private AdminSettings() {
	}

	static Map<String, Object> shortWaits(Map<String, Object> settings, Duration timeout) {
		int perNode = (int) timeout.toMillis() / NODES_TO_TRY;
		Map<String, Object> shortened = new HashMap<>(settings);
		shortened.merge(AdminClientConfig.CLIENT_ID_CONFIG, "kafka-actuator", (own, name) -> own + "-" + name);
		shortened.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
		shortened.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, perNode);
		shortened.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) perNode);
		shortened.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, (long) perNode);
		// What only a controller answers goes to one broker, drawn with each look at the
		// metadata. To give up a connection to a frozen one brings no new look by itself.
		shortened.put(AdminClientConfig.METADATA_MAX_AGE_CONFIG, (long) perNode);
		shortened.put(AdminClientConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200L);
		shortened.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
		return shortened;
	}

}
