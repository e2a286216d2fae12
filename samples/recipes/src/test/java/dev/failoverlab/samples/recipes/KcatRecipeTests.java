package dev.failoverlab.samples.recipes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.failoverlab.cluster.KafkaCluster;
import dev.failoverlab.cluster.Node;
import dev.failoverlab.history.ClientFiles;
import dev.failoverlab.verdict.Judge;
import dev.failoverlab.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static dev.failoverlab.junit.VerdictAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnabledIf("kcatIsHere")
@ShopCluster
class KcatRecipeTests {

	@TempDir
	private Path folder;

	@Test
	void noReadingOfAMeterIsLostWhenTheLeaderDies(KafkaCluster cluster) throws Exception {
		Process meters = new ProcessBuilder("sh", Path.of("meters.sh").toAbsolutePath().toString(),
				cluster.bootstrapServers(), "meters")
			.directory(this.folder.toFile())
			.inheritIO()
			.start();
		await().atMost(ofSeconds(60)).until(() -> delivered() >= 100);
		Node leader = cluster.node(cluster.leaderOf("meters", 0).orElseThrow());
		leader.kill();
		assertThat(meters.waitFor(120, TimeUnit.SECONDS)).isTrue();
		assertThat(meters.exitValue()).isZero();
		leader.start();
		cluster.awaitReady(ofSeconds(60));
		assertThat(judged()).hasNoLostWrites().hasNoDuplicates();
		assertThat(judged().sends().ok()).isEqualTo(1000);
	}

	private long delivered() throws Exception {
		Path reports = this.folder.resolve("reports.txt");
		if (!Files.exists(reports)) {
			return 0;
		}
		try (Stream<String> lines = Files.lines(reports)) {
			return lines.filter((line) -> line.contains("Message delivered")).count();
		}
	}

	/** As {@code ./lab judge made.ndjson --sends … --scan …} does. */
	private Verdict judged() throws Exception {
		Path made = this.folder.resolve("made.ndjson");
		Files.deleteIfExists(made);
		new ClientFiles(this.folder.resolve("sends.ndjson"), null, this.folder.resolve("scan.ndjson")).write(made);
		return Judge.judge(made);
	}

	static boolean kcatIsHere() {
		boolean here = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
			.anyMatch((each) -> Files.isExecutable(Path.of(each, "kcat")));
		if (!here) {
			System.out.println("SKIPPED KcatRecipeTests: there is no kcat.");
		}
		return here;
	}

}
