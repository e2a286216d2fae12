package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Tells whether the application's topics take acks=all writes, from what the cluster last
 * said: a check does not ask the cluster, so it answers at once whatever is down.
 */
class KafkaHealthIndicator implements HealthIndicator {

	private final ClusterWatch watch;

	private final ClusterMemory memory;

	private final HealthRules rules;

	private final InstantSource clock;

	private final Duration timeout;

	KafkaHealthIndicator(ClusterWatch watch, ClusterMemory memory, HealthRules rules, InstantSource clock,
			Duration timeout) {
		this.watch = watch;
		this.memory = memory;
		this.rules = rules;
		this.clock = clock;
		this.timeout = timeout;
	}

	@Override
	public Health health() {
		this.watch.awaitFirstRound(this.timeout);
		return this.rules.judge(this.memory, this.clock.instant());
	}

}
