package dev.failoverlab.junit.spring;

import java.util.List;
import java.util.Map;

import dev.failoverlab.junit.TestCluster;
import dev.failoverlab.witness.Witness;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Connects an app with a cluster, and names the file of its witness. Contexts of the same
 * cluster are equal.
 *
 * @param cluster a cluster that runs
 */
record FailoverContextCustomizer(TestCluster cluster) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		context.getBeanFactory().registerSingleton("failoverKafkaConnectionDetails", new Connection(this.cluster));
		// The first of these is for an app that makes its factories by itself.
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("failover", Map.of("spring.kafka.bootstrap-servers",
					this.cluster.bootstrapServers(), Witness.FILE, this.cluster.witnessFile().toString())));
	}

	private record Connection(TestCluster cluster) implements KafkaConnectionDetails {

		@Override
		public List<String> getBootstrapServers() {
			return List.of(this.cluster.bootstrapServers().split(","));
		}

	}

}
