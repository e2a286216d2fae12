package dev.failoverlab.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

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
		Properties properties = new Properties();
		try (InputStream text = FastProfile.class.getResourceAsStream("/kafka-config/" + this.file)) {
			properties.load(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + this.file, ex);
		}
		Map<String, String> settings = new TreeMap<>();
		properties.forEach((name, value) -> settings.put(name.toString(), value.toString()));
		return settings;
	}

}
