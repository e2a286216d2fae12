package dev.failoverlab.cluster.process;

import java.nio.file.Path;

import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.NodeSettings;
import dev.failoverlab.cluster.PortPlan;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeSettingNamesTests {

	private final KafkaLibs libs = KafkaLibs.own();

	@Test
	void areThoseOfTheNodesKafka() {
		assertThat(NodeSettingNames.of(this.libs)).hasSizeGreaterThan(200)
			.contains("broker.session.timeout.ms", "controller.quorum.election.timeout.ms", "min.insync.replicas",
					"replica.selector.class", "super.users")
			.doesNotContain("acks", "host.name");
	}

	/** For its own version Kafka is not asked: see KafkaLibs.knows. */
	@Test
	void allThatIsInKafkaConfigIsKnown() {
		ClusterSpec spec = ClusterSpec.threeCombined(Path.of("/data")).withFastFailover();
		assertThat(NodeSettingNames.of(this.libs))
			.containsAll(new NodeSettings(spec, PortPlan.of(spec).addresses()).of(spec.nodes().get(0), Path.of("/data"))
				.keySet());
	}

	@Test
	void afterAPrefixKafkaTakesAnyName() {
		assertThat(NodeSettingNames.isPrefixed("listener.name.plaintext.max.connections")).isTrue();
		assertThat(NodeSettingNames.isPrefixed("config.providers.file.class")).isTrue();
		assertThat(NodeSettingNames.isPrefixed("listener.name.x\nlisteners")).isFalse();
		assertThat(NodeSettingNames.isPrefixed("listener.names")).isFalse();
	}

}
