package dev.failoverlab.cluster;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import dev.failoverlab.cluster.ClusterSpec.NodeSpec;
import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.cluster.ClusterSpec.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class NodeSettingsTests {

	private static final Path DATA = Path.of("/data");

	@TempDir
	Path directory;

	@Test
	void overridesWinOverAddressesAndAddressesOverTheFile() {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory)
			.withOverrides(Map.of("broker.session.timeout.ms", "1000", "num.partitions", "7"));
		Map<String, String> settings = settings(spec, spec.nodes().get(1));
		assertThat(settings).contains(entry("node.id", "2"), entry("process.roles", "broker,controller"),
				entry("listeners", "PLAINTEXT://127.0.0.1:12002,CONTROLLER://127.0.0.1:12003"),
				entry("advertised.listeners", "PLAINTEXT://127.0.0.1:12002,CONTROLLER://127.0.0.1:12003"),
				entry("log.dirs", "/data"),
				entry("controller.quorum.bootstrap.servers", "127.0.0.1:11003,127.0.0.1:12003,127.0.0.1:13003"),
				entry("broker.session.timeout.ms", "1000"), entry("num.partitions", "7"),
				entry("auto.leader.rebalance.enable", "false"), entry("min.insync.replicas", "2"));
	}

	@Test
	void anOverrideThatContradictsTheLayoutIsRefused() {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory).withOverrides(Map.of("node.id", "7"));
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> settings(spec, spec.nodes().get(0)))
			.withMessageContaining("node.id cannot be overridden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "listeners ", "x\nlog.retention.ms", "x=1\\nlisteners", "", "a:b" })
	void anOverrideCannotBringASecondLine(String name) {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory).withOverrides(Map.of(name, "1"));
		assertThatExceptionOfType(ClusterException.class).isThrownBy(() -> settings(spec, spec.nodes().get(0)))
			.withMessageContaining("is no name of a setting");
	}

	@Test
	void aFourthNodeDiffersOnlyInItsIdAndAddresses() {
		ClusterSpec spec = ClusterSpec.combined(4, this.directory);
		Map<String, String> first = settings(spec, spec.nodes().get(0));
		Map<String, String> fourth = settings(spec, spec.nodes().get(3));
		assertThat(fourth).containsEntry("node.id", "4")
			.containsEntry("listeners", "PLAINTEXT://127.0.0.1:14002,CONTROLLER://127.0.0.1:14003");
		List.of("node.id", "listeners", "advertised.listeners").forEach((own) -> {
			first.remove(own);
			fourth.remove(own);
		});
		assertThat(fourth).isEqualTo(first);
	}

	@Test
	void eachRoleAddsItsListener() {
		NodeSpec controller = new NodeSpec(1, Set.of(Role.CONTROLLER));
		NodeSpec broker = new NodeSpec(2, Set.of(Role.BROKER));
		ClusterSpec spec = new ClusterSpec(List.of(controller, broker), this.directory, Ports.FIXED, Map.of());
		assertThat(settings(spec, controller)).contains(entry("listeners", "CONTROLLER://127.0.0.1:11003"),
				entry("process.roles", "controller"), entry("controller.quorum.auto.join.enable", "true"));
		assertThat(settings(spec, broker))
			.contains(entry("listeners", "PLAINTEXT://127.0.0.1:12002"), entry("process.roles", "broker"),
					entry("controller.quorum.bootstrap.servers", "127.0.0.1:11003"))
			.doesNotContainKey("controller.quorum.auto.join.enable");
	}

	@Test
	void replicationFactorsAreLimitedToTheNumberOfBrokers() {
		ClusterSpec spec = ClusterSpec.combined(1, this.directory);
		assertThat(settings(spec, spec.nodes().get(0))).contains(entry("default.replication.factor", "1"),
				entry("offsets.topic.replication.factor", "1"), entry("transaction.state.log.min.isr", "1"),
				entry("min.insync.replicas", "1"));
	}

	@Test
	void theThreeFilesDifferOnlyInIdAndAddresses() {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory);
		List<Map<String, String>> all = spec.nodes().stream().map((node) -> settings(spec, node)).toList();
		all.forEach((settings) -> List.of("node.id", "listeners", "advertised.listeners").forEach(settings::remove));
		assertThat(all).containsOnly(all.get(0));
	}

	@Test
	void anOverrideCanContainTheNodesId() {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory)
			.withOverrides(Map.of("broker.rack", "rack-{node}"));
		assertThat(spec.nodes()).extracting((node) -> settings(spec, node).get("broker.rack"))
			.containsExactly("rack-1", "rack-2", "rack-3");
	}

	@Test
	void settingsAreReadBackAsWritten() throws Exception {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory)
			.withOverrides(Map.of("x", "a\\b=c:d #e", "y", "/home/김/äö"));
		NodeSettings settings = new NodeSettings(spec, addresses(spec));
		Path file = this.directory.resolve("config/node-1.properties");
		settings.write(spec.nodes().get(0), DATA, file);
		Properties read = new Properties();
		try (InputStream asKafkaReads = Files.newInputStream(file)) {
			read.load(asKafkaReads);
		}
		assertThat(new HashMap<Object, Object>(read)).isEqualTo(settings.of(spec.nodes().get(0), DATA));
	}

	@Test
	void whatAnOlderKafkaDoesNotKnowIsLeftOutAndTheFileSaysSo() {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory).withKafka("3.9.2");
		NodeSettings settings = new NodeSettings(spec, addresses(spec), (name) -> !name.equals(NodeSettings.AUTO_JOIN));
		assertThat(settings.of(spec.nodes().get(0), DATA)).doesNotContainKey(NodeSettings.AUTO_JOIN)
			.containsEntry("num.partitions", "3");
		Path file = this.directory.resolve("node-1.properties");
		settings.write(spec.nodes().get(0), DATA, file);
		assertThat(file).content()
			.contains("# Left out, since the node's Kafka does not know it: controller.quorum.auto.join.enable\n");
	}

	@Test
	void anOverrideThatAnOlderKafkaDoesNotKnowIsRefused() {
		ClusterSpec spec = ClusterSpec.threeCombined(this.directory)
			.withKafka("3.9.2")
			.withOverrides(Map.of("new.setting", "1"));
		assertThatExceptionOfType(ClusterException.class)
			.isThrownBy(() -> new NodeSettings(spec, addresses(spec), (name) -> false))
			.withMessage("The nodes' Kafka 3.9.2 has no setting \"new.setting\"");
	}

	private static Map<String, String> settings(ClusterSpec spec, NodeSpec node) {
		return new NodeSettings(spec, addresses(spec)).of(node, DATA);
	}

	private static Map<Integer, NodeAddress> addresses(ClusterSpec spec) {
		Map<Integer, NodeAddress> addresses = new HashMap<>();
		spec.nodes().forEach((node) -> {
			int base = 10_000 + 1000 * node.id();
			addresses.put(node.id(), new NodeAddress("127.0.0.1", base + 2, base + 3));
		});
		return addresses;
	}

}
