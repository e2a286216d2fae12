package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.failoverlab.history.TestHistory;
import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.report.JsonReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JudgeCommandTests {

	@TempDir
	private Path home;

	private final Screen screen = Screen.pipe();

	private Path history = Path.of("");

	private final TestHistory good = TestHistory.of(1)
		.expect("lost-write = 0")
		.sent("a", 0, 0)
		.scan("0:0:a")
		.log(0, 0, 1);

	@BeforeEach
	void name() {
		this.history = this.home.resolve("history.ndjson");
	}

	@Test
	void writesEveryReportThatIsAskedForAndSaysWhere() throws IOException {
		Files.write(this.history, this.good.bytes());
		assertThat(judge("--json", file("a.json"), "--html", file("a.html"), "--junit", file("a.xml")))
			.isEqualTo(ExitStatus.PASS);
		assertThat(this.home.resolve("a.json")).hasContent(JsonReport.of(this.good.verdict()));
		assertThat(this.home.resolve("a.html")).content()
			.startsWith("<!DOCTYPE html>")
			.contains("<title>pass: by hand");
		assertThat(this.home.resolve("a.xml")).content().startsWith("<?xml").contains("tests=\"2\" failures=\"0\"");
		assertThat(this.screen.out()).contains("PASS   1 of 1 expectations met", "a.json", "a.html", "a.xml");
	}

	@Test
	void failsAndIsInvalidByItsExitStatus() throws IOException {
		Files.write(this.history,
				TestHistory.of(1).expect("lost-write = 0").sent("a", 0, 0).scan().log(0, 0, 0).bytes());
		assertThat(judge()).isEqualTo(ExitStatus.FAIL);
		Files.write(this.history, TestHistory.of(1).expect("lost-write = 0").sent("a", 0, 0).bytes());
		assertThat(judge()).isEqualTo(ExitStatus.INCONCLUSIVE);
	}

	@Test
	void neverWritesAReportOverTheHistory() throws IOException {
		Files.write(this.history, this.good.bytes());
		assertThat(judge("--html", this.history.toString())).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains("cannot be written over the history");
		assertThat(this.history).hasBinaryContent(this.good.bytes());
	}

	@Test
	void asksForTheFileInAFolder() {
		assertThat(lab("judge", this.home.toString())).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains("is a folder. Did you mean " + this.history + "?");
		assertThat(lab("judge", file("none.ndjson"))).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains("There is no file");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{"kind":"send","t":9000000000,"type":"invoke","process":"p","id":"b","parti                     | is not a JSON
					{"kind":"send","t":9000000000,"type":"invoke","process":"p","id":"b","partition":7}             | speaks of partition 7
					{"kind":"send","t":9000000000,"type":"info","process":"p","id":"a","error":"late"}              | completes the send a a second time
					{"kind":"send","t":1,"type":"invoke","process":"p","id":"b","partition":0}                      | goes back in time
					{"kind":"send","t":9000000000,"type":"invoke","process":"p","id":"a","partition":0}             | asks for the send a a second time
					{"kind":"send","t":9000000000,"type":"ok","process":"p","id":"z","partition":0}                 | never asked for
					{"kind":"poll","t":9000000000,"process":"c"}                                                    | lacks the field records
					{"kind":"note","t":9000000000,"text":"n","text":"m"}                                            | uplicate
					~~                                                                                              | is empty
					not JSON at all                                                                                 | is not a JSON
					""")
	void namesTheLineThatSpoilsAHistoryAndJudgesNothing(String line, String problem) throws IOException {
		Files.write(this.history, this.good.bytes());
		int lines = Files.readAllLines(this.history).size();
		Files.writeString(this.history, line + "\n", StandardOpenOption.APPEND);
		assertThat(judge("--json", file("a.json"))).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).startsWith("lab: Line " + (lines + 1) + " of the history ")
			.contains(problem)
			.doesNotContain("\tat ", "Exception")
			.hasLineCount(1);
		assertThat(this.screen.out()).isEmpty();
		assertThat(this.home.resolve("a.json")).doesNotExist();
	}

	@Test
	void namesALineOfAHundredMegabytes() throws IOException {
		Files.write(this.history, this.good.bytes());
		int lines = Files.readAllLines(this.history).size();
		byte[] megabyte = new byte[1 << 20];
		Arrays.fill(megabyte, (byte) 'x');
		try (OutputStream out = Files.newOutputStream(this.history, StandardOpenOption.APPEND)) {
			out.write("{\"kind\":\"note\",\"t\":9000000000,\"text\":\"".getBytes(StandardCharsets.UTF_8));
			for (int i = 0; i < 100; i++) {
				out.write(megabyte);
			}
			out.write("\"}\n".getBytes(StandardCharsets.UTF_8));
		}
		assertThat(judge()).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err())
			.isEqualToIgnoringNewLines("lab: Line " + (lines + 1) + " of the history is longer than 32 MiB.");
	}

	@Test
	void survivesALineThatEndsTooSoonAnywhere() throws IOException {
		byte[] whole = this.good.bytes();
		for (int length = 0; length < whole.length - 1; length++) {
			Files.write(this.history, Arrays.copyOf(whole, length));
			assertThat(judge()).as("%d bytes", length).isNotEqualTo(ExitStatus.PASS);
		}
		assertThat(this.screen.err()).doesNotContain("\tat ", "an error of the lab's own");
	}

	@Test
	void answersWithinSecondsAndWithoutSpringInAJvmOfItsOwn() throws Exception {
		Files.write(this.history, this.good.bytes());
		Path output = this.home.resolve("output.txt");
		Process lab = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-verbose:class", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), Lab.class.getName(), "judge", this.history.toString(), "--html",
				file("a.html"))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(lab.waitFor(20, TimeUnit.SECONDS)).isTrue();
			assertThat(lab.exitValue()).isEqualTo(ExitStatus.PASS);
			assertThat(output).content()
				.contains("PASS   1 of 1 expectations met")
				.doesNotContain(" org.springframework.");
		}
		finally {
			lab.destroyForcibly();
		}
	}

	private int judge(String... options) {
		String[] line = new String[options.length + 2];
		line[0] = "judge";
		line[1] = this.history.toString();
		System.arraycopy(options, 0, line, 2, options.length);
		return lab(line);
	}

	private String file(String name) {
		return this.home.resolve(name).toString();
	}

	private int lab(String... line) {
		LabContext context = new LabContext(new LabHome(this.home), this.screen.terminal());
		return Lab.commandLine(context, Map.of()).execute(line);
	}

}
