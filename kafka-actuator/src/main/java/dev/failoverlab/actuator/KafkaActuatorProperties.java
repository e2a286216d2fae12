package dev.failoverlab.actuator;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the Kafka endpoints and of the health indicator. Where the cluster is, and
 * how to log in, comes from {@code spring.kafka}.
 *
 * @param topics Topics that the health indicator judges and that are always remembered.
 * By default those that the application declares as NewTopic beans.
 * @param timeout Longest wait for the cluster's answer to one question, from 300
 * milliseconds to a minute. A node that does not answer costs a third of it before the
 * next one is asked.
 * @param interval Time between two looks at the quorum and the topics, 100 milliseconds
 * or longer.
 * @param grace How long the health indicator relies on the cluster's last answer when it
 * answers no more. Longer than the election of a controller, which takes a few seconds.
 * @param stalledAfter How long a listener may stand still, while records wait or without
 * a poll, before the health indicator of the listeners is down. Longer than the slowest
 * batch takes.
 * @since 0.1.0
 */
@ConfigurationProperties("kafka-actuator")
public record KafkaActuatorProperties(@DefaultValue Set<String> topics, @DefaultValue("1500ms") Duration timeout,
		@DefaultValue("2s") Duration interval, @DefaultValue("10s") Duration grace,
		@DefaultValue("60s") Duration stalledAfter) {

	public KafkaActuatorProperties {
		topics = Set.copyOf(topics);
		require(timeout, Duration.ofMillis(300), "kafka-actuator.timeout");
		require(interval, Duration.ofMillis(100), "kafka-actuator.interval");
		require(grace, Duration.ZERO, "kafka-actuator.grace");
		require(stalledAfter, Duration.ofSeconds(1), "kafka-actuator.stalled-after");
	}

	private static void require(Duration value, Duration least, String name) {
		if (value.compareTo(least) < 0) {
			throw new IllegalArgumentException(
					name + " must not be less than " + least.toMillis() + " ms, but is " + value.toMillis() + " ms");
		}
	}

}
