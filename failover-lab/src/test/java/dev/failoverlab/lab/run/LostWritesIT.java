package dev.failoverlab.lab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.cluster.Target;
import dev.failoverlab.cluster.fault.Faults;
import dev.failoverlab.lab.load.Load;
import dev.failoverlab.lab.scenario.Layout;
import dev.failoverlab.lab.scenario.Scenario;
import dev.failoverlab.lab.scenario.Setup;
import dev.failoverlab.lab.scenario.Step;
import dev.failoverlab.lab.scenario.Through;
import dev.failoverlab.run.Topic;
import dev.failoverlab.report.JsonReport;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Outcome;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run that loses what it acknowledged: with acks=1 the leader answers before its
 * followers have a copy; the followers are frozen, so that they have none, and the leader
 * is killed. What the verdict calls lost is counted a second time in another way: from
 * the lines of the history as text, and from the nodes' own files with Kafka's tool for
 * them.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LostWritesIT {

	private static final Scenario UNCOPIED = new Scenario("uncopied", "What of writes that no follower has?",
			new Topic("email.send", 1, 3, 1), new Load(200, 50, 20, 0),
			List.of(new Step.Inflict(Duration.ofSeconds(2), Faults.ofNodes("pause"),
					Target.parse("node 2", "email.send")),
					new Step.Inflict(Duration.ZERO, Faults.ofNodes("pause"), Target.parse("node 3", "email.send")),
					new Step.Inflict(Duration.ofMillis(1_500), Faults.ofNodes("kill"),
							Target.parse("node 1", "email.send")),
					new Step.Heal(Duration.ofSeconds(1))),
			Duration.ofSeconds(1), List.of("lost-write = 0", "duplicate = 0"),
			new Setup(Layout.USUAL, Map.of("broker.session.timeout.ms", "2000", "broker.heartbeat.interval.ms", "400"),
					Map.of("acks", "1", "enable.idempotence", "false"), Map.of(), Through.CLIENT, false));

	private static final Pattern ACKNOWLEDGED = Pattern
		.compile("\"kind\":\"send\".*\"type\":\"ok\".*\"id\":\"([^\"]+)\".*\"offset\":");

	private static final Pattern STORED = Pattern.compile("payload: \\{\"id\":\"([^\"]+)\"");

	private static final int ATTEMPTS = 3;

	@TempDir
	private Path directory;

	@Test
	void whatIsLostIsReportedWithOffsetsAndIsMissingInTheNodesFilesToo() throws Exception {
		int lost = 0;
		// On a busy machine the killed leader can be back before its followers take over.
		for (int attempt = 1; lost == 0 && attempt <= ATTEMPTS; attempt++) {
			lost = lostIn(this.directory.resolve("run-" + attempt));
		}
		assertThat(lost).isPositive();
	}

	private int lostIn(Path run) throws Exception {
		RunResult result = play(run);
		Verdict.Finding lost = result.verdict().finding("lost-write");
		Set<String> missing = matches(ACKNOWLEDGED, Files.readAllLines(result.files().history()).stream());
		missing.removeAll(matches(STORED, dump(run.resolve("cluster/data"))));
		assertThat(lost.count()).isEqualTo(missing.size());
		assertThat(lost.examples()).hasSize(Math.min(10, missing.size()))
			.allSatisfy((example) -> assertThat(example.offsets()).hasSize(1))
			.allSatisfy((example) -> assertThat(missing).containsAll(example.ids()));
		assertThat(result.verdict().outcome()).isEqualTo(missing.isEmpty() ? Outcome.PASS : Outcome.FAIL);
		assertThat(Files.readString(Objects.requireNonNull(result.files().html())))
			.contains("<title>" + (missing.isEmpty() ? "pass" : "fail") + ": uncopied");
		assertThat(JsonReport.of(Judge.judge(result.files().history())))
			.isEqualTo(Files.readString(Objects.requireNonNull(result.files().json())));
		return missing.size();
	}

	private static RunResult play(Path run) {
		RunOptions options = Seen.options(run);
		try (ScenarioRunner runner = new ScenarioRunner(UNCOPIED, options)) {
			return runner.run();
		}
	}

	private static Set<String> matches(Pattern pattern, Stream<String> lines) {
		Set<String> ids = new HashSet<>();
		lines.map(pattern::matcher).filter(Matcher::find).forEach((matcher) -> ids.add(matcher.group(1)));
		return ids;
	}

	/**
	 * What is in the files of the partition, on whichever node: all have the same now.
	 */
	private static Stream<String> dump(Path data) throws IOException, InterruptedException {
		Path out = data.resolveSibling("dump.txt");
		try (Stream<Path> files = Files.walk(data)) {
			for (Path file : files.filter(LostWritesIT::isSegment).toList()) {
				Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"-cp", System.getProperty("failoverlab.kafka.libs") + "/*", "kafka.tools.DumpLogSegments",
						"--print-data-log", "--files", file.toString())
					.redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
					.start();
				try {
					assertThat(tool.waitFor(1, TimeUnit.MINUTES)).isTrue();
					assertThat(tool.exitValue()).isZero();
				}
				finally {
					tool.destroyForcibly();
				}
			}
		}
		return Files.readAllLines(out, StandardCharsets.ISO_8859_1).stream();
	}

	private static boolean isSegment(Path file) {
		return file.toString().matches(".*node-[23].*email\\.send-0.*\\.log");
	}

}
