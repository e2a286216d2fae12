package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.failoverlab.cluster.ClusterSpec.Role;
import dev.failoverlab.cluster.NodeCommand;
import dev.failoverlab.cluster.command.GivenNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClusterFileTests {

	private static final String FILE = """
			bootstrap: b1:9092, b2:9092
			client: { security.protocol: SASL_SSL }
			client-config: secret.properties
			topic: { name: orders, id: header order-id }
			nodes:
			  - id: 0
			    address: b1:9092
			    kill: ssh b1 sudo systemctl kill -s KILL kafka
			    start: ssh b1 sudo systemctl start kafka
			  - { id: 1, pause: freeze, resume: thaw }
			  - { id: 4, controller: "c1:9093", stop: halt, start: begin }
			""";

	@TempDir
	private Path folder;

	@Test
	void aFileSaysWhereTheClusterIsAndWhatCanBeDoneToIt() throws IOException {
		ClusterFile file = read(FILE);
		assertThat(file.client().bootstrapServers()).isEqualTo("b1:9092,b2:9092");
		assertThat(file.client().others()).containsOnly(Map.entry("security.protocol", "SASL_SSL"),
				Map.entry("sasl.mechanism", "PLAIN"));
		assertThat(file.topic()).isEqualTo(Optional.of("orders"));
		assertThat(file.nodes()).containsExactly(
				new GivenNode(0, "b1:9092",
						Map.of(NodeCommand.KILL, "ssh b1 sudo systemctl kill -s KILL kafka", NodeCommand.START,
								"ssh b1 sudo systemctl start kafka")),
				new GivenNode(1, "", Map.of(NodeCommand.PAUSE, "freeze", NodeCommand.RESUME, "thaw")), new GivenNode(4,
						Role.CONTROLLER, "c1:9093", Map.of(NodeCommand.STOP, "halt", NodeCommand.START, "begin")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					bootstrap: b1:9092, b2:9092 | # | 2:1: the key bootstrap is missing
					b1:9092, b2:9092            | b1 | 1:12: an address must be HOST:PORT, not "b1"
					client:                     | clinet: | 2:1: unknown key "clinet" of the file of a cluster; expected one of app, bootstrap, client, client-config, nodes, topic; did you mean "client"?
					security.protocol: SASL_SSL | security.protokol: SASL_SSL | 2:11: Kafka has no client setting "security.protokol"; did you mean "security.protocol"?
					id: header order-id         | id: header | 4:28: a record's id is in: key, header NAME, or json /PATH (a JSON pointer), not "header"
					name: orders                | name: or ders | 4:16: no topic can be named "or ders"
					id: 0                       | id: 1 | node 1 is there twice
					kill: ssh                   | kil: ssh | 8:5: unknown key "kil" of a node; expected one of address, controller, id, kill, pause, resume, start, stop; did you mean "kill"?
					start: ssh b1 sudo systemctl start kafka | # | 6:5: node 0 has the command kill, and no command start to bring it back
					"c1:9093"                   | "c1"  | an address must be HOST:PORT, not "c1"
					id: 4,                      | id: 4, address: "b4:9092", | controller is for a node that is no broker, and address for a broker: give one of them
					secret.properties           | missing.properties | cannot be read as a file of properties
					""")
	void aMistakeIsToldWithItsPlace(String from, String to, String message) {
		assertThat(FILE).contains(from);
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> read(FILE.replace(from, to)))
			.withMessageContaining(message);
	}

	@Test
	void anAppSaysWhereItWritesWhatItDoes() throws IOException {
		assertThat(read(FILE + "app: { witness: [ a.ndjson, /b.ndjson ] }\n").app()).isEqualTo(new AppFiles(
				List.of(this.folder.resolve("a.ndjson"), Path.of("/b.ndjson")), Optional.empty(), Optional.empty()));
		assertThat(read(FILE + "app: { sends: s.ndjson, deliveries: d.ndjson }\n").app()).isEqualTo(new AppFiles(
				List.of(), Optional.of(this.folder.resolve("s.ndjson")), Optional.of(this.folder.resolve("d.ndjson"))));
		assertThat(read(FILE).app()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			app: {}                                        | an app has either witness or sends
			app: { witness: [ a.ndjson ], sends: b.ndjson } | an app has either witness or sends
			app: { witness: [ a.ndjson ], deliveries: b.ndjson } | deliveries need sends
			""")
	void anAppIsWitnessedOrWritesLines(String app, String message) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> read(FILE + app + "\n"))
			.withMessageContaining(message);
	}

	@Test
	void anAppNeedsATopic() {
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> read("bootstrap: b1:9092\napp: { witness: [ a.ndjson ] }\n"))
			.withMessageContaining("an app needs topic");
	}

	@Test
	void aTopicOfItsOwnGoesThroughTheSteps() {
		Scenario scenario = new Scenarios(List.of(), (named) -> List
			.of(new SetValue("topic.name", named.orElse("orders")), new SetValue("topic.partitions", "7")))
			.named("leader-kill");
		assertThat(scenario.topic().name()).isEqualTo("orders");
		assertThat(scenario.topic().partitions()).isEqualTo(7);
		assertThat(scenario.steps()).extracting(Step::description)
			.anyMatch((step) -> step.contains("isr of orders-0"))
			.noneMatch((step) -> step.contains("email.send"));
	}

	@Test
	void nodesOfOthersHaveAnyId() {
		String text = "question: Why?\nsteps: [ { fault: kill, target: node 101 } ]";
		assertThat(new Scenarios(List.of(), (named) -> List.of()).read("own.yaml", "own", text).steps()).hasSize(1);
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> new Scenarios().read("own.yaml", "own", text))
			.withMessageContaining("there is no node 101");
	}

	private ClusterFile read(String text) throws IOException {
		Files.writeString(this.folder.resolve("secret.properties"), "sasl.mechanism=PLAIN\n");
		return ClusterFile.read(Files.writeString(this.folder.resolve("own.yaml"), text));
	}

}
