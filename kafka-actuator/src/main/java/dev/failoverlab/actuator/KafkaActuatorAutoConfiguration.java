package dev.failoverlab.actuator;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Auto-configuration of the Kafka endpoints and the health indicators {@code kafka} and
 * {@code kafkaListeners}. The cluster is the one of the application's {@link KafkaAdmin},
 * which Boot makes from {@code spring.kafka} and its connection details.
 * <p>
 * What the endpoints and the indicator share is lazy: an application that exposes none of
 * them asks no cluster anything.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = KafkaAutoConfiguration.class, before = HealthContributorAutoConfiguration.class)
@ConditionalOnSingleCandidate(KafkaAdmin.class)
@EnableConfigurationProperties(KafkaActuatorProperties.class)
public final class KafkaActuatorAutoConfiguration {

	private final KafkaActuatorProperties properties;

	private final InstantSource clock = new MonotonicClock();

	KafkaActuatorAutoConfiguration(KafkaActuatorProperties properties) {
		this.properties = properties;
	}

	@Bean
	@Lazy
	ClusterClient kafkaActuatorClient(KafkaAdmin kafkaAdmin) {
		Map<String, Object> settings = AdminSettings.shortWaits(kafkaAdmin.getConfigurationProperties(),
				this.properties.timeout());
		return new ClusterClient(() -> Admin.create(settings), this.properties.timeout());
	}

	@Bean
	@Lazy
	ClusterMemory kafkaActuatorMemory() {
		return new ClusterMemory();
	}

	@Bean
	@Lazy
	HealthRules kafkaHealthRules(ObjectProvider<NewTopic> declared) {
		Set<String> topics = this.properties.topics().isEmpty()
				? declared.stream().map(NewTopic::name).collect(Collectors.toSet()) : this.properties.topics();
		return new HealthRules(topics, this.properties.grace());
	}

	@Bean
	@Lazy
	ClusterWatch kafkaActuatorWatch(ClusterClient client, ClusterMemory memory, HealthRules rules) {
		ClusterWatch watch = new ClusterWatch(client, memory, rules.topics(), this.clock);
		watch.start(this.properties.interval());
		return watch;
	}

	@Bean
	@Lazy
	ClusterDescriber kafkaActuatorDescriber(ClusterClient client, ClusterMemory memory, ClusterWatch watch,
			ObjectProvider<AgeHeader> age) {
		return new ClusterDescriber(client, memory, this.clock, age.getIfAvailable(AgeHeader::none));
	}

	@Bean
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	AgeHeader kafkaActuatorAgeHeader() {
		return new AgeHeader.OfServlet();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	TopicsEndpoint topicsEndpoint(ClusterDescriber describer) {
		return new TopicsEndpoint(describer);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	QuorumEndpoint quorumEndpoint(ClusterDescriber describer) {
		return new QuorumEndpoint(describer);
	}

	/** A check does not ask the cluster, so it answers at once whatever is down. */
	@Bean
	@ConditionalOnMissingBean(name = "kafkaHealthIndicator")
	@ConditionalOnEnabledHealthIndicator("kafka")
	HealthIndicator kafkaHealthIndicator(ClusterWatch watch, ClusterMemory memory, HealthRules rules) {
		return () -> {
			watch.awaitFirstRound(this.properties.timeout());
			return rules.judge(memory, this.clock.instant());
		};
	}

	@Bean
	@ConditionalOnBean(KafkaListenerEndpointRegistry.class)
	@ConditionalOnMissingBean(name = "kafkaListenersHealthIndicator")
	@ConditionalOnEnabledHealthIndicator("kafka-listeners")
	KafkaListenersHealthIndicator kafkaListenersHealthIndicator(KafkaListenerEndpointRegistry listeners,
			ObjectProvider<ClusterWatch> watch) {
		return new KafkaListenersHealthIndicator(listeners, watch, this.clock, this.properties.stalledAfter());
	}

}
