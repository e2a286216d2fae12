package dev.failoverlab.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.failoverlab.history.TestHistory;
import dev.failoverlab.report.JsonReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The executable jar as a process, with nothing but the jar. */
class JudgeJarIT {

	@TempDir
	private Path folder;

	private Path history = Path.of("");

	private final TestHistory lossless = TestHistory.of(1)
		.expect("lost-write = 0")
		.sent("a", 0, 0)
		.scan("0:0:a")
		.log(0, 0, 1);

	@BeforeEach
	void writeHistory() throws IOException {
		this.history = Files.write(this.folder.resolve("history.ndjson"), this.lossless.bytes());
	}

	@Test
	void judgesAHistoryAndWritesEveryReport() throws Exception {
		assertThat(judge("history.ndjson", "--json", "a.json", "--html", "a.html", "--junit", "a.xml"))
			.isEqualTo(ExitStatus.PASS);
		assertThat(output()).contains("PASS   1 of 1 expectations met", "Report    a.json");
		assertThat(this.folder.resolve("a.json")).hasContent(JsonReport.of(this.lossless.verdict()));
		assertThat(this.folder.resolve("a.html")).content().startsWith("<!DOCTYPE html>");
		assertThat(this.folder.resolve("a.xml")).content().contains("tests=\"2\" failures=\"0\"");
	}

	@Test
	void endsWithTheStatusOfTheOutcome() throws Exception {
		assertThat(judge("history.ndjson", "--expect", "acknowledged = 2")).isEqualTo(ExitStatus.FAIL);
		assertThat(output()).contains("FAIL   not met: acknowledged = 2").doesNotContain("lost-write = 0");
		Files.write(this.history, TestHistory.of(1).expect("lost-write = 0").sent("a", 0, 0).bytes());
		assertThat(judge("history.ndjson")).isEqualTo(ExitStatus.INCONCLUSIVE);
	}

	@Test
	void explainsWhatIsWrongInALineOrTwo() throws Exception {
		assertThat(judge("none.ndjson")).isEqualTo(ExitStatus.USAGE);
		assertThat(output()).startsWith("failover-verdict: There is no file none.ndjson.").hasLineCount(2);
		assertThat(judge("history.ndjson", "--expect", "lost-writes = 0")).isEqualTo(ExitStatus.USAGE);
		assertThat(output()).contains("lost-write").hasLineCount(2);
		Files.writeString(this.history, "not JSON");
		assertThat(judge("history.ndjson")).isEqualTo(ExitStatus.USAGE);
		assertThat(output()).startsWith("failover-verdict: Line 1 of the history ").hasLineCount(1);
	}

	@Test
	void namesItsVersion() throws Exception {
		assertThat(run("--version")).isZero();
		assertThat(output()).matches("failover-verdict \\d.*\\n");
	}

	@Test
	void outputThatCannotBeWrittenIsNoSuccess() throws Exception {
		assumeThat(Path.of("/dev/full")).exists();
		Process judge = process("judge", "history.ndjson").redirectOutput(Path.of("/dev/full").toFile()).start();
		assertThat(judge.errorReader().readLine()).isEqualTo("failover-verdict: " + ExitStatus.UNWRITTEN);
		assertThat(ended(judge)).isEqualTo(ExitStatus.ERROR);
	}

	private int judge(String... arguments) throws Exception {
		return run(Stream.concat(Stream.of("judge"), Stream.of(arguments)).toArray(String[]::new));
	}

	private int run(String... arguments) throws Exception {
		return ended(process(arguments).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("output.txt").toFile())
			.start());
	}

	private ProcessBuilder process(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar", jar().toString()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).directory(this.folder.toFile());
	}

	private static int ended(Process process) throws InterruptedException {
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private String output() throws IOException {
		return Files.readString(this.folder.resolve("output.txt"));
	}

	private static Path jar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
			return files.filter((file) -> file.toString().endsWith("-exec.jar")).findFirst().orElseThrow();
		}
	}

}
