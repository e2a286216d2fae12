package dev.failoverlab.cluster;

import java.util.Map;

/** Settings that go with fast failover. Each is explained in its file. */
public enum FastProfile {

	/** Of every node: {@code kafka-config/fast.properties}. */
	NODE("fast.properties"),

	/** Of a producer: {@code kafka-config/fast-producer.properties}. */
	PRODUCER("fast-producer.properties");

	private final String file;

	FastProfile(String file) {
		this.file = file;
	}

	/** Names and values, sorted. */
	public Map<String, String> settings() {
		return NodeSettings.read(this.file);
	}

}
