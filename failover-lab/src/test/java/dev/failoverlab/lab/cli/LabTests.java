package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.lab.run.LabLock;
import dev.failoverlab.lab.scenario.Scenarios;
import dev.failoverlab.lab.web.NodeAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What is typed, what is answered, and the exit status: all that needs no cluster. */
class LabTests {

	@TempDir
	private Path home;

	private final Screen screen = Screen.pipe();

	@Test
	void helpNamesEveryCommandAndGivesExamples() {
		assertThat(lab("--help")).isZero();
		assertThat(this.screen.out()).contains("run", "scenarios", "judge", "up", "watch", "kill", "stop", "pause",
				"resume", "start", "brokers", "describe", "quorum", "bench", "./lab run leader-kill");
		assertThat(this.screen.out().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80));
	}

	@Test
	void noCommandIsACallForHelp() {
		assertThat(lab()).isZero();
		assertThat(this.screen.out()).contains("Commands:");
	}

	static Stream<String> commands() {
		return Stream.concat(
				Stream.of("run", "scenarios", "judge", "up", "watch", "brokers", "describe", "quorum", "bench"),
				NodeAction.all().stream().map(NodeAction::word));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void everyCommandExplainsItselfInEightyColumns(String command) {
		assertThat(lab(command, "--help")).isZero();
		assertThat(this.screen.out()).startsWith("Usage: lab " + command);
		assertThat(this.screen.out().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80));
	}

	@ParameterizedTest
	@ValueSource(strings = { "judge", "failover", "producer", "consumer", "end-to-end" })
	void everyMeasurementExplainsItselfInEightyColumns(String what) {
		assertThat(lab("bench", what, "--help")).isZero();
		assertThat(this.screen.out()).startsWith("Usage: lab bench " + what);
		assertThat(this.screen.out().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80));
	}

	@ParameterizedTest
	@ValueSource(strings = { "producer --rounds=0", "producer --seconds=1001", "producer --peer=localhost",
			"producer --producer=linger.ms", "consumer --seconds=0", "consumer --producer=linger.ms=0",
			"end-to-end --rounds=many", "end-to-end --producer=linger.ms" })
	void aMeasurementTellsWhatItCannotUse(String line) {
		assertThat(lab(("bench " + line).split(" ", -1))).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains(line.substring(line.indexOf("--"), line.indexOf('=')));
	}

	@Test
	void benchJudgeMeasuresAndCleansUp() {
		assertThat(lab("bench", "judge", "--sizes", "1000,2000", "--heap", "128m", "--folder",
				this.home.resolve("scratch").toString()))
			.isZero();
		assertThat(this.screen.out()).contains("1,000", "2,000", "128m", "ratio");
		assertThat(this.home.resolve("scratch")).isEmptyDirectory();
	}

	@Test
	void versionNamesKafkaAndJavaToo() {
		assertThat(lab("--version")).isZero();
		assertThat(this.screen.out()).contains("Kafka failover lab").contains("Kafka 4.").contains("Java ");
	}

	@Test
	void scenariosHasALineForEach() {
		assertThat(lab("scenarios")).isZero();
		assertThat(this.screen.out())
			.contains("leader-kill ", "claims ", "matrix ", "share-groups ", "versions ", "./lab scenarios NAME")
			.doesNotContain("expects:");
		long files = new Scenarios().all().size();
		assertThat(this.screen.out().lines()).hasSize((int) files + 6);
	}

	@Test
	void scenariosTellsWhatEachDoes() {
		assertThat(lab("scenarios", "leader-kill", "claims", "matrix", "versions")).isZero();
		assertThat(this.screen.out()).contains("leader-kill")
			.contains("kill leader that is not the active controller")
			.contains("expects: lost-write = 0")
			.contains("acks, acks-1-restart, bootstrap,")
			.contains("bounce with kill");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					run leader-kil                        | There is no scenario "leader-kil". Did you mean leader-kill?
					run xyz                               | There is no scenario "xyz". There are: controller-kill,
					run                                   | Missing required parameter: 'SCENARIO'
					run leader-kill --cluster podman      | --cluster must be process, compose or a file, not "podman".
					up --cluster mine.yaml                | --cluster must be process or compose here, not "mine.yaml"
					watch                                 | Missing required option: '--bootstrap=HOST:PORT[,…]'
					watch --bootstrap b1                  | --bootstrap: an address must be HOST:PORT, not "b1"
					run leader-partition                  | leader-partition needs the fault partition, which cannot be inflicted on nodes of --cluster process.
					run leader-kill --rate 0              | --set load.rate: rate must be 1 to 100000, not 0
					run leader-kill --rate fast           | --set load.rate: rate must be a whole number, not "fast"
					run leader-kill --ports some          | expected one of [FIXED, AUTO] (case-insensitive) but was 'some'
					run leader-kill --through mail        | expected one of [SERVICE, CLIENT] (case-insensitive) but was 'mail'
					run leader-kill --producer acks       | should be in KEY=VALUE[,KEY=VALUE]... format but was acks
					run leader-kill --producer akcs=0     | --set producer.akcs: Kafka has no producer setting "akcs"; did you mean "acks"?
					run none --broker broker.sesion.timeout.ms=1 | --set broker.broker.sesion.timeout.ms: Kafka has no broker setting "broker.sesion.timeout.ms"; did you mean "broker.session.timeout.ms"?
					run none --broker listeners=PLAINTEXT://:1 | --set broker.listeners: The broker setting listeners is the lab's own.
					run none --broker host.name=0.0.0.0   | Kafka has no broker setting "host.name"
					run leader-kill --producer acks=7     | Kafka refuses the producer settings:
					run leader-kill mine.yaml             | There is no file and no folder mine.yaml.
					run leader-kill --repeat 0            | --repeat must be 1 to 1000, not 0.
					run leader-kill claims                | leader-kill cannot be run together with claims.
					run leader-kill --record              | --record is for claims, matrix and versions
					run leader-kill --junit /dev/null/a.xml | A report cannot be written: /dev/null
					run claims --record --rate 7          | --record works only with the settings of the files
					run claims/layout                     | There is no claim "layout". Did you mean claims/layouts?
					run matrix/stopp                      | The matrix has no fault "stopp".
					run matrix none                       | none cannot be run together with matrix.
					run none --set lod.rate=1             | --set lod.rate: unknown key "lod" of a scenario; expected one of
					rnu leader-kill                       | There is no command "rnu". Did you mean run?
					bench judge --sizes 0                 | A size must be 1 to 100000000 sends, not [0].
					bench judge --sizes many              | 'many' is not a long
					bench judge --heap lots               | The heap is a number with m or g, such as 512m, and not lots.
					kill                                  | Missing required parameter: 'TARGET'
					up --port http                        | 'http' is not an int
					up --load -1                          | --load must be 0 to 1000, not -1.
					describe a/b                          | There is no topic "a/b": a topic's name consists of
					""")
	void wrongUsageIsExplainedInTwoOrThreeLines(String line, String message) {
		assertThat(lab(line.split(" ", -1))).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).startsWith("lab: ").contains(message).doesNotContain("\tat ");
		assertThat(this.screen.err().lines()).hasSizeBetween(2, 3).last().asString().contains("--help");
		assertThat(this.screen.out()).isEmpty();
		assertThat(this.home).isEmptyDirectory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "kill leader", "brokers", "describe email.send", "quorum", "start 1" })
	void withoutALabThatIsUpItSaysHowToStartOne(String line) {
		assertThat(lab(line.split(" ", -1))).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).startsWith("lab: No lab is up in this folder. Start one with: ./lab up\n")
			.hasLineCount(2);
	}

	@Test
	void aLabThatIsGoneIsNotAskedAnything() throws IOException {
		long gone = new ProcessBuilder("true").start().toHandle().onExit().join().pid();
		Files.createDirectories(this.home.resolve(".lab"));
		Files.writeString(this.home.resolve(".lab/up.json"),
				"{\"url\": \"http://127.0.0.1:9\", \"token\": \"t\", \"pid\": " + gone + "}");
		assertThat(lab("kill", "leader")).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains("(process " + gone + ") is gone").contains("./lab up");
	}

	@Test
	void aSecondLabIsToldWhoIsThereAlready() {
		try (LabLock lock = LabLock.take(this.home.resolve(".lab/lock"), "./lab up")) {
			assertThat(lock).isNotNull();
			assertThat(lab("run", "leader-kill")).isEqualTo(ExitStatus.USAGE);
		}
		assertThat(this.screen.err()).contains("Another lab runs in this folder")
			.contains("process " + ProcessHandle.current().pid())
			.contains("(./lab up)")
			.contains("kill " + ProcessHandle.current().pid());
		assertThat(this.home.resolve("runs")).doesNotExist();
	}

	@Test
	void aRunWritesOverNobodysFiles() throws IOException {
		Path out = Files.createDirectories(this.home.resolve("mine"));
		Files.writeString(out.resolve("history.ndjson"), "precious");
		assertThat(lab("run", "leader-kill", "--out", out.toString())).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains("There are files in " + out);
		assertThat(out.resolve("history.ndjson")).hasContent("precious");
	}

	@Test
	@Timeout(10)
	void aFileInTheFoldersPlaceIsNamed() throws IOException {
		Path file = Files.writeString(this.home.resolve("runs"), "mine");
		assertThat(lab("run", "leader-kill")).isEqualTo(ExitStatus.USAGE);
		assertThat(lab("run", "leader-kill", "--out", file.toString())).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err().lines().filter((line) -> line.startsWith("lab:"))).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains(file + " is a file", "--out"));
		assertThat(file).hasContent("mine");
	}

	@Test
	void aFullDiskIsNoSuccess() throws Exception {
		assumeThat(Path.of("/dev/full")).exists();
		Process lab = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
				System.getProperty("java.class.path"), Lab.class.getName(), "scenarios")
			.redirectOutput(Path.of("/dev/full").toFile())
			.start();
		String errors = new String(lab.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(lab.waitFor()).isEqualTo(ExitStatus.ERROR);
		assertThat(errors).contains("lab: Not all output could be written");
	}

	@Test
	void whatAFileSaysCannotControlTheTerminal() throws IOException {
		Path file = this.home.resolve("evil.yaml");
		Files.writeString(file, "question: \"\\e]0;title\\a\\e[2J is gone?\"\n");
		assertThat(lab("scenarios", file.toString())).isZero();
		Files.writeString(file, "\"\\e[2J\": 1\n");
		assertThat(lab("scenarios", file.toString())).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.out()).contains("\\u001b]0;title\\u0007\\u001b[2J is gone?").doesNotContain("\033");
		assertThat(this.screen.err()).contains("\\u001b[2J").doesNotContain("\033");
	}

	@Test
	void aStackTraceIsPrintedOnlyWhenAskedFor() {
		assertThat(lab("brokers")).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).doesNotContain("\tat ");
		assertThat(lab("brokers", "--debug")).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains("\tat dev.failoverlab.lab.cli.");
	}

	@Test
	void coloursAreForTerminals() {
		Screen colourful = Screen.colourful();
		assertThat(Lab.commandLine(context(colourful), Map.of()).execute("--help")).isZero();
		assertThat(colourful.out()).contains("\033[");
		assertThat(lab("--help")).isZero();
		assertThat(this.screen.out()).doesNotContain("\033[");
	}

	private int lab(String... args) {
		return Lab.commandLine(context(this.screen), Map.of()).execute(args);
	}

	private LabContext context(Screen screen) {
		return new LabContext(new LabHome(this.home), screen.terminal());
	}

}
