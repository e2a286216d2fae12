package dev.failoverlab.actuator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.event.NonResponsiveConsumerEvent;
import org.springframework.kafka.listener.AbstractShareKafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Tells whether the application's Kafka listeners do their work. One is down when
 * <ul>
 * <li>its container has stopped, by an error or by a call; a container that was never
 * started is not judged;</li>
 * <li>its consumer has not polled for longer than a bound;</li>
 * <li>a partition that it holds has not moved for longer than that while records
 * wait.</li>
 * </ul>
 * A check sends no request: the watch asks for the positions, and the events are
 * spring-kafka's.
 */
class KafkaListenersHealthIndicator implements HealthIndicator, ApplicationListener<KafkaEvent> {

	private final KafkaListenerEndpointRegistry listeners;

	private final ObjectProvider<ClusterWatch> watch;

	private final InstantSource clock;

	private final Duration bound;

	private final AtomicBoolean watching = new AtomicBoolean();

	private final Set<String> started = ConcurrentHashMap.newKeySet();

	private final ConcurrentMap<String, ListenerProgress> progress = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Instant> silentUntil = new ConcurrentHashMap<>();

	KafkaListenersHealthIndicator(KafkaListenerEndpointRegistry listeners, ObjectProvider<ClusterWatch> watch,
			InstantSource clock, Duration bound) {
		this.listeners = listeners;
		this.watch = watch;
		this.clock = clock;
		this.bound = bound;
	}

	@Override
	public Health health() {
		Map<String, Object> details = new LinkedHashMap<>();
		this.listeners.getListenerContainers().forEach((container) -> {
			List<String> problems = problems(container).toList();
			details.put(container.getListenerId(), problems.isEmpty() ? state(container) : problems);
		});
		boolean up = details.values().stream().noneMatch(List.class::isInstance);
		return (up ? Health.up() : Health.down()).withDetails(details).build();
	}

	@Override
	public void onApplicationEvent(KafkaEvent event) {
		if (event instanceof ConsumerStartedEvent) {
			this.started.add(event.getContainer(MessageListenerContainer.class).getListenerId());
			if (this.watching.compareAndSet(false, true)) {
				this.watch.getObject().also(this::ask);
			}
		}
		else if (event instanceof NonResponsiveConsumerEvent silent) {
			note(silent);
		}
	}

	/** Such an event comes again for as long as the consumer does not poll. */
	private void note(NonResponsiveConsumerEvent silent) {
		if (Duration.ofMillis(silent.getTimeSinceLastPoll()).compareTo(this.bound) > 0) {
			MessageListenerContainer container = silent.getContainer(MessageListenerContainer.class);
			Duration interval = Duration.ofSeconds(container.getContainerProperties().getMonitorInterval());
			this.silentUntil.put(container.getListenerId(), this.clock.instant().plus(interval.multipliedBy(2)));
		}
	}

	/** Asks the cluster how far the listeners' groups have come. */
	private void ask(ClusterClient client) {
		for (MessageListenerContainer container : this.listeners.getListenerContainers()) {
			if (container.isRunning() && container.getGroupId() != null) {
				Instant asked = this.clock.instant();
				this.progress.computeIfAbsent(container.getListenerId(), (id) -> new ListenerProgress())
					.observe(client.backlogs(container.getGroupId(), partitions(container)), asked);
			}
		}
	}

	private Stream<String> problems(MessageListenerContainer container) {
		String id = container.getListenerId();
		if (!container.isInExpectedState()) {
			return Stream.of("stopped because of an error");
		}
		if (!container.isRunning()) {
			return this.started.contains(id) ? Stream.of("stopped") : Stream.empty();
		}
		if (this.clock.instant().isBefore(this.silentUntil.getOrDefault(id, Instant.MIN))) {
			return Stream.of("has not polled for more than " + this.bound.toSeconds() + " s");
		}
		return this.progress.getOrDefault(id, new ListenerProgress()).problems(this.bound);
	}

	private String state(MessageListenerContainer container) {
		return container.isRunning() ? "holds " + partitions(container) : "not started";
	}

	/** A member of a share group holds none: it is handed records of any. */
	private static List<TopicPartition> partitions(MessageListenerContainer container) {
		if (container instanceof AbstractShareKafkaMessageListenerContainer) {
			return List.of();
		}
		Collection<TopicPartition> held = container.getAssignedPartitions();
		return (held != null) ? List.copyOf(held) : List.of();
	}

}
