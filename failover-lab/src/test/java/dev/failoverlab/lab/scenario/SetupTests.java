package dev.failoverlab.lab.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class SetupTests {

	@Test
	void clientSettingsThatKafkaKnowsAreTaken() {
		assertThat(setup("producer: { acks: 0, enable.idempotence: false }").producer())
			.isEqualTo(Map.of("acks", "0", "enable.idempotence", "false"));
		assertThat(setup("consumer: { group.protocol: classic }").consumer())
			.isEqualTo(Map.of("group.protocol", "classic"));
	}

	@Test
	void producerSettingsThatContradictEachOtherAreRefused() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> setup("producer: { acks: 0, enable.idempotence: true }"))
			.withMessageStartingWith("mine.yaml:2:11: Kafka refuses the producer settings: ")
			.withMessageContaining("acks");
	}

	@Test
	void controllersAreTheFirstBrokersOrNodesAfterThem() {
		assertThat(nodes("brokers: 3, controllers: 1")).containsExactly("1 [BROKER, CONTROLLER]", "2 [BROKER]",
				"3 [BROKER]");
		assertThat(nodes("brokers: 2, controllers: 1, apart: true")).containsExactly("1 [BROKER]", "2 [BROKER]",
				"3 [CONTROLLER]");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> nodes("brokers: 1, controllers: 3"))
			.withMessageContaining("apart: true");
	}

	@Test
	void nodesCanBeOfAnotherKafkaVersion() {
		assertThat(setup("kafka: 3.9.2").spec(Path.of("somewhere"), Ports.AUTO).kafka()).isEqualTo("3.9.2");
		assertThat(setup("load: { rate: 1 }").kafka()).isNull();
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> setup("kafka: 4.1"))
			.withMessage("mine.yaml:2:8: a Kafka version consists of three numbers, such as 4.1.2; \"4.1\" does not");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> setup("kafka: 3.8.1"))
			.withMessageContaining("before 3.9.0");
	}

	/** The lab's own Kafka need not know them; a cluster of that version refuses them. */
	@Test
	void settingsOfAnotherVersionsNodesAreNotCheckedHere() {
		assertThat(setup("kafka: 4.3.1\nbroker: { new.in.it: 1 }").broker()).containsEntry("new.in.it", "1");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> setup("broker: { new.in.it: 1 }"))
			.withMessageContaining("Kafka has no broker setting \"new.in.it\"");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> setup("kafka: 4.3.1\nbroker: { node.id: 1 }"))
			.withMessageContaining("is the lab's own");
	}

	@Test
	void consumersOfNodesWithoutTheNewGroupProtocolAreClassicOnes() {
		assertThat(setup("kafka: 3.9.2").consumer()).containsExactly(entry("group.protocol", "classic"));
		assertThat(setup("kafka: 3.9.2\nconsumer: { group.protocol: consumer }").consumer())
			.containsEntry("group.protocol", "consumer");
		assertThat(setup("kafka: 4.0.2").consumer()).isEmpty();
	}

	@Test
	void aShareGroupNeedsNodesThatHaveThem() {
		assertThat(setup("kafka: 4.2.0\nload: { through: client, consumer: share }").sharing()).isNotNull();
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> setup("kafka: 4.1.2\nload: { through: client, consumer: share }"))
			.withMessageContaining("share groups need nodes of Kafka 4.2.0 or later, not 4.1.2");
	}

	@Test
	void membersOfAConsumerGroupHaveSettingsOfTheirOwn() {
		Setup setup = setup("load: { members: 2 }\nconsumer: { group.instance.id: \"seeds-{member}\" }");
		assertThat(setup.members()).isEqualTo(2);
		assertThat(setup.consumer(2)).containsExactly(entry("group.instance.id", "seeds-2"));
		assertThat(setup("load: { rate: 1 }").members()).isOne();
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> setup("load: { members: 2 }\nconsumer: { group.instance.id: seeds }"))
			.withMessageContaining("of 2 members only one can have the group.instance.id seeds; seeds-{member} is");
	}

	@Test
	void aNameThatNoStaticMemberCanHaveIsRefused() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> setup("consumer: { group.instance.id: \"a b\" }"))
			.withMessageStartingWith(
					"mine.yaml:2:11: Kafka refuses the consumer settings: Group instance id is invalid");
	}

	@Test
	void featuresHaveLevels() {
		assertThat(setup("features: { eligible.leader.replicas.version: 0 }").features())
			.containsExactly(entry("eligible.leader.replicas.version", "0"));
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> setup("features: { elr: 0 }"))
			.withMessageStartingWith("mine.yaml:2:13: Kafka has no feature setting \"elr\"");
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> setup("features: { share.version: off }"))
			.withMessageContaining("a level is a number");
	}

	private static Setup setup(String keys) {
		return new Scenarios().read("mine.yaml", "mine", "question: Q\n" + keys).setup();
	}

	private static List<String> nodes(String layout) {
		return setup("layout: { " + layout + " }").layout()
			.spec(Path.of("somewhere"), Map.of())
			.nodes()
			.stream()
			.map((node) -> node.id() + " " + new TreeSet<>(node.roles()))
			.toList();
	}

}
