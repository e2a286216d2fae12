package dev.failoverlab.cluster.process;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NodeSettingNamesTests {

	@Test
	void areThoseOfTheNodesKafka() {
		assertThat(NodeSettingNames.all()).hasSizeGreaterThan(200)
			.contains("broker.session.timeout.ms", "controller.quorum.election.timeout.ms", "min.insync.replicas",
					"replica.selector.class", "super.users")
			.doesNotContain("acks", "host.name");
	}

	@Test
	void afterAPrefixKafkaTakesAnyName() {
		assertThat(NodeSettingNames.isPrefixed("listener.name.plaintext.max.connections")).isTrue();
		assertThat(NodeSettingNames.isPrefixed("config.providers.file.class")).isTrue();
		assertThat(NodeSettingNames.isPrefixed("listener.name.x\nlisteners")).isFalse();
		assertThat(NodeSettingNames.isPrefixed("listener.names")).isFalse();
	}

}
