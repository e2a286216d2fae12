package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.LabHome;
import dev.failoverlab.lab.web.UpFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./lab up} from its start to its end, whichever way it ends. */
class UpIT {

	private static final Duration START = Duration.ofMinutes(8);

	private static final String READY = "Ctrl-C ends everything, and says what was lost.";

	private Path home = Path.of("");

	@BeforeEach
	void makeAFolderOfItsOwn(TestInfo test) throws IOException {
		Path target = Files.createDirectories(Path.of("target/up-it").toAbsolutePath());
		this.home = Files.createTempDirectory(target, test.getTestMethod().orElseThrow().getName());
	}

	@Test
	void nodesAreHurtFromAnotherTerminalAndNothingOutlivesTheLab() throws Exception {
		try (LabProcess lab = LabProcess.start(this.home, "up", "--ports", "auto")) {
			lab.await("up", START, () -> lab.output().contains(READY));
			theTokenIsTheOwnersAlone();
			theEndpointIsGuarded(lab);
			aLeaderDiesAndComesBack(lab);
			withoutAQuorumNothingIsShownAsThePresent(lab);
			Collection<ProcessHandle> children = lab.descendants();
			assertThat(children).as("three nodes and two services").hasSizeGreaterThanOrEqualTo(5);
			lab.kill();
			allEnd(children);
		}
	}

	@Test
	void anInterruptionEndsEverythingAndSaysSo() throws Exception {
		try (LabProcess lab = LabProcess.start(this.home, "up", "--ports", "auto")) {
			lab.await("the first node", START, () -> !lab.descendants().isEmpty());
			Collection<ProcessHandle> children = lab.descendants();
			assertThat(lab.interrupt()).isEqualTo(130);
			assertThat(lab.output()).contains("lab: interrupted: everything that the lab has started has ended; ")
				.contains("everything is kept in ")
				.doesNotContain("\tat ");
			allEnd(children);
			assertThat(lab.descendants()).isEmpty();
			assertThat(this.home.resolve(".lab/up.json")).doesNotExist();
		}
	}

	@Test
	void anInterruptionReadsTheLogToItsEndAndJudges() throws Exception {
		try (LabProcess lab = LabProcess.start(this.home, "up", "--ports", "auto", "--load", "50")) {
			lab.await("up", START, () -> lab.output().contains(READY));
			lab("kill", "leader");
			lab.await("a new leader", START, () -> lab.output().contains("leader 1 -> "));
			Collection<ProcessHandle> children = lab.descendants();
			assertThat(lab.interrupt()).isEqualTo(130);
			assertThat(lab.output()).contains("read    every log is read to its end")
				.containsPattern("in the log +0 lost +0 duplicates +0 out of order")
				.contains("PASS")
				.doesNotContain("\tat ");
			allEnd(children);
		}
		try (Stream<Path> folders = Files.list(this.home.resolve("runs"))) {
			Path run = folders.findFirst().orElseThrow();
			assertThat(run).isDirectoryContaining("glob:**/report.json").isDirectoryContaining("glob:**/report.html");
			assertThat(lab("judge", run.resolve("history.ndjson").toString()).out()).contains("PASS");
		}
	}

	@Test
	@Tag("nightly")
	void aSecondInterruptionEndsAtOnce() throws Exception {
		try (LabProcess lab = LabProcess.start(this.home, "up", "--ports", "auto")) {
			lab.await("up", START, () -> lab.output().contains(READY));
			// The end of the load waits for the acknowledgements that this holds up.
			lab("pause", "1");
			Collection<ProcessHandle> children = lab.descendants();
			lab.signal();
			lab.await("the first", START, () -> lab.output().contains("Ctrl-C again ends at once"));
			assertThat(lab.interrupt()).isEqualTo(130);
			assertThat(lab.output()).doesNotContain("everything that the lab has started has ended");
			allEnd(children);
		}
	}

	private void withoutAQuorumNothingIsShownAsThePresent(LabProcess lab) throws InterruptedException {
		lab.await("leadership back", START, () -> lab.output().contains("leadership goes back"));
		lab("kill", "1");
		lab("kill", "2");
		lab.await("no quorum", START,
				() -> lab.output().contains("the controller quorum is lost: voters running: 1 of 3"));
		// For a moment, the last node still answers as if all were well.
		lab.await("a last answer", START,
				() -> execute(Screen.pipe(), "describe", "email.send") == ExitStatus.INCONCLUSIVE);
		Screen described = lab(ExitStatus.INCONCLUSIVE, "describe", "email.send");
		assertThat(described.out()).startsWith("Topic: email.send\t").contains("PartitionCount: 3");
		assertThat(described.err()).contains("This is its last answer",
				"node 1 is down, node 2 is down, node 3 is running");
		lab("start", "1");
		lab.await("a quorum", START, () -> lab.output().contains("the controller quorum is back after"));
	}

	private void theTokenIsTheOwnersAlone() throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.home.resolve(".lab/up.json"))))
			.isEqualTo("rw-------");
	}

	private void theEndpointIsGuarded(LabProcess lab) throws Exception {
		UpFile up = UpFile.read(this.home.resolve(".lab/up.json")).orElseThrow();
		assertThat(lab.output()).as("standard output is no terminal").doesNotContain(up.token());
		String authorized = "Bearer " + up.token();
		assertThat(kill(up.url(), "1", Map.of())).isEqualTo(401);
		assertThat(kill(up.url(), "1", Map.of("Authorization", authorized, "Origin", "http://evil.example")))
			.isEqualTo(403);
		assertThat(kill(up.url(), "9", Map.of("Authorization", authorized))).isEqualTo(404);
		assertThat(lab("brokers").out()).doesNotContain("down");
	}

	private void aLeaderDiesAndComesBack(LabProcess lab) throws InterruptedException {
		Matcher killed = Pattern.compile("node (\\d) is dead \\([\\d.]+ m?s\\)").matcher(lab("kill", "leader").out());
		assertThat(killed.find()).isTrue();
		String node = killed.group(1);
		assertThat(lab("brokers").out()).containsPattern("(?m)^" + node + " +down +- ");
		assertThat(lab("kill", node).out()).contains("node " + node + " is down already, nothing was done");
		lab.await("a new leader", START, () -> lab.output().contains("leader " + node + " -> "));
		lab.await("an answer", START, () -> execute(Screen.pipe(), "describe", "email.send") == ExitStatus.PASS);
		assertThat(lab("describe", "email.send").out()).contains("Topic: email.send").contains("PartitionCount: 3");
		lab.await("why", START, () -> lab.output().contains("after the kill of node " + node));
		assertThat(lab("start", node).out()).contains("node " + node + " has been started");
		lab.await("the node in the ISR", START, () -> lab.output().contains("with " + node + " again"));
		assertThat(lab("quorum").out()).contains("active controller ").contains("voter");
	}

	private Screen lab(String... arguments) {
		return lab(ExitStatus.PASS, arguments);
	}

	private Screen lab(int status, String... arguments) {
		Screen screen = Screen.pipe();
		assertThat(execute(screen, arguments)).as(screen.err()).isEqualTo(status);
		return screen;
	}

	private int execute(Screen screen, String... arguments) {
		LabContext context = new LabContext(new LabHome(this.home), screen.terminal());
		return Lab.commandLine(context, Map.of()).execute(arguments);
	}

	private static int kill(URI lab, String target, Map<String, String> headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(lab.resolve("/actuator/brokers/" + target))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"action\": \"kill\"}"));
		headers.forEach(request::header);
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private static void allEnd(Collection<ProcessHandle> processes) throws Exception {
		for (ProcessHandle process : processes) {
			try {
				process.onExit().get(30, TimeUnit.SECONDS);
			}
			catch (TimeoutException ex) {
				assertThat(process.info()).as("still there").isNull();
			}
		}
	}

}
