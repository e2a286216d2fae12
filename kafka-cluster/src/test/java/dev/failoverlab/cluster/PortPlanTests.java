package dev.failoverlab.cluster;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortPlanTests {

	private static final Path ANYWHERE = Path.of("run");

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void fixedPortsAreThoseOfKafkaConfig(int id) throws Exception {
		NodeAddress address = Objects
			.requireNonNull(PortPlan.of(ClusterSpec.threeCombined(ANYWHERE)).addresses().get(id));
		try (InputStream file = PortPlanTests.class.getResourceAsStream("/kafka-config/node-" + id + ".properties")) {
			Properties properties = new Properties();
			properties.load(file);
			assertThat(properties).containsEntry("node.id", "" + id)
				.containsEntry("listeners",
						"PLAINTEXT://" + address.broker() + ",CONTROLLER://" + address.controller());
			assertThat(properties.getProperty("controller.quorum.bootstrap.servers").split(","))
				.contains(address.controller());
		}
	}

	@Test
	void freePortsAreFreeAndDifferent() {
		ClusterSpec spec = ClusterSpec.combined(9, ANYWHERE).withPorts(Ports.AUTO);
		Set<Integer> ports = new HashSet<>();
		PortPlan.of(spec).addresses().values().forEach((address) -> {
			ports.add(address.brokerPort());
			ports.add(address.controllerPort());
		});
		assertThat(ports).hasSize(18).allMatch(FreePorts::isFree);
	}

	@Test
	void aSeventhNodeHasNoFixedPorts() {
		assertThat(PortPlan.of(ClusterSpec.combined(6, ANYWHERE)).addresses().get(6))
			.isEqualTo(new NodeAddress("127.0.0.1", 59092, 59093));
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> PortPlan.of(ClusterSpec.combined(7, ANYWHERE)))
			.withMessageContaining("node 7")
			.withMessageContaining("--ports auto");
	}

}
