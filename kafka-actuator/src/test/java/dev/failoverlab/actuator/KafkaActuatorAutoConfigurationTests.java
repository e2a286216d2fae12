package dev.failoverlab.actuator;

import java.time.Duration;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaActuatorAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(KafkaAutoConfiguration.class,
			KafkaActuatorAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
			HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class);

	private final WebApplicationContextRunner web = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1", "spring.kafka.admin.auto-create=false",
				"kafka-actuator.timeout=300ms");

	@Test
	void anExposedEndpointIsThere() {
		this.web.withPropertyValues("management.endpoints.web.exposure.include=topics,quorum")
			.run((context) -> assertThat(context).hasSingleBean(TopicsEndpoint.class)
				.hasSingleBean(QuorumEndpoint.class)
				.hasBean("kafkaHealthIndicator"));
	}

	@Test
	void anEndpointThatIsNotExposedIsNot() {
		this.web.withPropertyValues("management.endpoints.web.exposure.include=topics")
			.run((context) -> assertThat(context).hasSingleBean(TopicsEndpoint.class)
				.doesNotHaveBean(QuorumEndpoint.class));
	}

	@Test
	void withNothingExposedAndHealthDisabledNobodyAsksTheCluster() {
		this.web.withPropertyValues("management.health.kafka.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanFactory().containsSingleton("kafkaActuatorWatch")).isFalse();
		});
	}

	@Test
	void anApplicationWithoutAWebServerHasTheIndicatorAlone() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader(WebApplicationContext.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.1:1", "kafka-actuator.timeout=300ms")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TopicsEndpoint.class)
				.hasBean("kafkaHealthIndicator"));
	}

	@Test
	void anApplicationWithoutKafkaIsLeftAlone() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(KafkaActuatorAutoConfiguration.class,
					EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TopicsEndpoint.class));
	}

	@Test
	void theApplicationsOwnIndicatorWins() {
		this.web.withUserConfiguration(OwnIndicator.class)
			.run((context) -> assertThat(context.getBean("kafkaHealthIndicator", HealthIndicator.class).health())
				.isEqualTo(Health.up().build()));
	}

	@Test
	void judgesTheTopicsThatTheApplicationDeclares() {
		this.web.withUserConfiguration(DeclaredTopics.class)
			.run((context) -> assertThat(context.getBean(HealthRules.class).topics()).containsExactlyInAnyOrder("one",
					"two"));
	}

	@Test
	void judgesTheConfiguredTopicsInstead() {
		this.web.withUserConfiguration(DeclaredTopics.class)
			.withPropertyValues("kafka-actuator.topics=three", "kafka-actuator.grace=3s")
			.run((context) -> assertThat(context.getBean(HealthRules.class)).satisfies((rules) -> {
				assertThat(rules.topics()).containsExactly("three");
				assertThat(rules.grace()).isEqualTo(Duration.ofSeconds(3));
			}));
	}

	@Test
	void asksTheClusterOfTheConnectionDetails() {
		this.web.withUserConfiguration(OwnConnection.class)
			.run((context) -> assertThat(AdminSettings
				.shortWaits(context.getBean(KafkaAdmin.class).getConfigurationProperties(), Duration.ofMillis(1500)))
				.containsEntry("bootstrap.servers", java.util.List.of("127.0.0.1:2"))
				.containsEntry("default.api.timeout.ms", 1500)
				.containsEntry("request.timeout.ms", 500)
				.containsEntry("metadata.max.age.ms", 500L)
				.containsEntry("client.id", "kafka-actuator"));
	}

	@Test
	void aTimeOutThatIsTooShortIsRefusedByName() {
		this.web.withPropertyValues("kafka-actuator.timeout=1ms")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasRootCauseMessage("kafka-actuator.timeout must not be less than 300 ms, but is 1 ms"));
	}

	@Test
	void healthIsDownWithoutACluster() {
		this.web.run((context) -> assertThat(context.getBean("kafkaHealthIndicator", HealthIndicator.class).health())
			.extracting(Health::getStatus)
			.isEqualTo(Status.DOWN));
	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredTopics {

		@Bean
		NewTopic one() {
			return new NewTopic("one", 1, (short) 1);
		}

		@Bean
		NewTopic two() {
			return new NewTopic("two", 1, (short) 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIndicator {

		@Bean
		HealthIndicator kafkaHealthIndicator() {
			return () -> Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnection {

		@Bean
		KafkaConnectionDetails connection() {
			return () -> java.util.List.of("127.0.0.1:2");
		}

	}

}
