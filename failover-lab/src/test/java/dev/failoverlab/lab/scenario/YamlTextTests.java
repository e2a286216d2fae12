package dev.failoverlab.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Files that are more than a list of keys, or less. */
class YamlTextTests {

	@Test
	void allMistakesOfAFileAreToldAtOnce() {
		assertWrong("""
				question: Q
				question: R
				afterwards: soon
				load: { rate: 0, sise: 3 }
				producer: { acsk: 1, linger.ms: 0 }
				steps:
				  - { fault: kil, target: node 1 }
				  - { after: 5, fault: kill, target: nod 1 }
				  - heal: all
				    observe: who leads
				expect: [ lost-write = 0, lost-wriet = 0, [] ]
				""", "2:1: the key question is there twice", "3:13: afterwards must be a time such as",
				"4:15: rate must be 1 to 100000, not 0", "4:18: unknown key \"sise\" of a load; expected one of",
				"5:13: Kafka has no producer setting \"acsk\"; did you mean \"acks\"?", "7:14: fault must be one of ",
				"8:14: after must be a time such as", "8:38: unknown target \"nod 1\"; expected one of ",
				"9:5: a step does one thing, not heal and observe",
				"11:27: The expectation \"lost-wriet = 0\" speaks of", "11:43: an item of expect must be a text");
	}

	@Test
	void anAliasIsWhatItStandsFor() {
		Scenario scenario = read("""
				question: &q What then?
				steps:
				  - &kill { fault: kill, target: node 1 }
				  - *kill
				""");
		assertThat(scenario.steps()).hasSize(2).containsOnly(scenario.steps().get(0));
	}

	@Test
	void aMergeKeyGivesTheKeysThatAreNotThere() {
		Scenario scenario = read("""
				question: What then?
				broker: &b { message.max.bytes: 1, log.retention.ms: 2 }
				topic: { configs: { <<: *b, message.max.bytes: 3 } }
				""");
		assertThat(scenario.topic().configs()).isEqualTo(Map.of("message.max.bytes", "3", "log.retention.ms", "2"));
	}

	@Test
	void aMistakeBehindAnAliasIsToldOnceAndWhereItIs() {
		assertWrong("question: Q\nsteps: [ &k { fault: kill, target: nod 1 }, *k ]\n",
				"2:36: unknown target \"nod 1\"");
	}

	@Test
	void anAliasOfItselfIsRefusedInAFileAndInAnOption() {
		assertWrong("question: Q\nsteps: &s [ *s ]\n", "2:8: this value contains an alias of itself");
		SetValue endless = new SetValue("topic.replicas", "[ &a [ *a ] ]");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> new Scenarios(List.of(endless)).named("none"))
			.withMessage("--set topic.replicas: this value contains an alias of itself");
	}

	@Test
	void aCharacterThatIsNotAllowedIsPointedAt() {
		assertWrong("question: Q\nafterwards: 1\0s\n", "2:14: not valid YAML: the character U+0000 is not allowed");
		assertWrong("\0", "1:1: not valid YAML: the character U+0000 is not allowed");
	}

	@Test
	void whatWouldTakeTooMuchMemoryOrTimeIsRefused() {
		assertWrong("question: Q\nexpect: " + "[".repeat(100_000), "2:");
		assertWrong("question: Q\nexpect: " + "[".repeat(60) + "]".repeat(60), "2:");
		StringBuilder bomb = new StringBuilder("question: Q\nproducer:\n  a0: &a0 [x]\n");
		for (int level = 1; level < 40; level++) {
			bomb.append("  a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
		}
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> read(bomb.toString()))
			.withMessageContaining("aliases")
			.withMessageStartingWith("mine.yaml:");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> read(bomb.substring(0, bomb.indexOf("  a25:"))))
			.satisfies((ex) -> assertThat(ex.mistakes()).hasSize(25)
				.first()
				.asString()
				.startsWith("mine.yaml:3:3: Kafka has no producer setting \"a0\""));
	}

	@Test
	void aKeyMustBeAText() {
		assertWrong("question: Q\n? [a, b]\n: c\n", "2:3: a key must be a text");
	}

	@Test
	void aFileThatCannotBeReadDoesNotHideTheMistakesOfOthers(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("a.yaml"), "question: Q\nlod: 1\n");
		Files.write(folder.resolve("b.yaml"), new byte[] { 'q', (byte) 0xe9 });
		Files.writeString(folder.resolve("c.yaml"), "question: Q\n" + "# padding\n".repeat(200_000));
		Files.writeString(folder.resolve("d.yaml"), "question: [");
		assertThatExceptionOfType(DefinitionException.class)
			.isThrownBy(() -> new Scenarios().find(List.of(folder.toString(), "leader-kil")))
			.satisfies((ex) -> assertThat(ex.mistakes()).satisfiesExactly(
					(first) -> assertThat(first).contains("a.yaml:2:1: unknown key \"lod\""),
					(second) -> assertThat(second).contains("b.yaml is not text in UTF-8"),
					(third) -> assertThat(third).contains("c.yaml:1:1: the file is larger than 1 MiB"),
					(fourth) -> assertThat(fourth).contains("d.yaml:1:12: not valid YAML"),
					(fifth) -> assertThat(fifth).contains("There is no scenario \"leader-kil\"")));
	}

	private static void assertWrong(String text, String... starts) {
		assertThatExceptionOfType(DefinitionException.class).isThrownBy(() -> read(text)).satisfies((ex) -> {
			assertThat(ex.mistakes()).hasSize(starts.length);
			for (int number = 0; number < starts.length; number++) {
				assertThat(ex.mistakes().get(number)).startsWith("mine.yaml:" + starts[number]);
			}
		});
	}

	private static Scenario read(String text) {
		return new Scenarios().read("mine.yaml", "mine", text);
	}

}
