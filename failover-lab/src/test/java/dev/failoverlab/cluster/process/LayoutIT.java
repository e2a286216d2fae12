package dev.failoverlab.cluster.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.failoverlab.cluster.ClusterException;
import dev.failoverlab.cluster.ClusterSpec;
import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.KafkaCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Layouts other than three combined nodes, and a node that does not come up. */
class LayoutIT {

	@TempDir
	Path directory;

	@Test
	void brokersAndControllerApart() {
		ClusterSpec spec = new ClusterSpec(List.of(new NodeSpec(1, Set.of(Role.CONTROLLER)),
				new NodeSpec(2, Set.of(Role.BROKER)), new NodeSpec(3, Set.of(Role.BROKER))), this.directory, Ports.AUTO,
				Map.of());
		try (KafkaCluster cluster = ProcessBackend.create(spec)) {
			cluster.start();
			assertThat(cluster.activeController()).hasValue(1);
			assertThat(cluster.node(1).brokerAddress()).isEmpty();
			assertThat(cluster.node(2).controllerAddress()).isEmpty();
			assertThat(cluster.bootstrapServers())
				.isEqualTo(cluster.node(2).brokerAddress() + "," + cluster.node(3).brokerAddress());
			cluster.node(1).kill();
			assertThat(cluster.activeController()).isEmpty();
		}
	}

	@Test
	void aNodeThatFailsToStartIsAnErrorWithTheEndOfItsLog() {
		ClusterSpec spec = ClusterSpec.combined(1, this.directory)
			.withPorts(Ports.AUTO)
			.withOverrides(Map.of("num.network.threads", "-7"));
		try (KafkaCluster cluster = ProcessBackend.create(spec)) {
			assertThatExceptionOfType(ClusterException.class).isThrownBy(cluster::start)
				.withMessageContaining("Node 1 ended by itself with exit status 1")
				.withMessageContaining(cluster.node(1).logFile().toString())
				.withMessageContaining("num.network.threads");
		}
	}

}
