package dev.failoverlab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(120)
class ChildProcessTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@TempDir
	Path directory;

	private final List<ChildProcess> started = new ArrayList<>();

	@AfterEach
	void killAll() {
		this.started.forEach(ChildProcess::kill);
	}

	@Test
	void theProcessIsTheCommandItself() throws IOException {
		ChildProcess child = sleep();
		until(() -> commandLine(child.pid()).startsWith("sleep"));
		assertThat(commandLine(child.pid())).isEqualTo("sleep 300");
		assertThat(child.isAlive()).isTrue();
		assertThat(child.isPaused()).isFalse();
	}

	@Test
	void exitStatusIsThatOfTheCommand() {
		ChildProcess child = start("sh", "-c", "exit 3");
		assertThat(child.waitFor(SOON)).isTrue();
		assertThat(child.exitStatus()).isEqualTo(3);
		assertThat(child.onExit()).succeedsWithin(SOON).isEqualTo(3);
	}

	@Test
	void exitStatusContainsTheSignal() {
		ChildProcess killed = sleep();
		killed.kill();
		assertThat(killed.waitFor(SOON)).isTrue();
		assertThat(killed.exitStatus()).isEqualTo(128 + 9);
		ChildProcess terminated = sleep();
		terminated.terminate();
		assertThat(terminated.waitFor(SOON)).isTrue();
		assertThat(terminated.exitStatus()).isEqualTo(128 + 15);
	}

	@Test
	void aTerminatedChildCanFinishItsWork() {
		ChildProcess child = start("sh", "-c",
				"trap 'sleep 2; echo done; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
		until(() -> logged("ready"));
		child.terminate();
		assertThat(child.waitFor(SOON)).isTrue();
		assertThat(child.exitStatus()).isEqualTo(7);
		assertThat(log()).hasContent("ready\ndone");
	}

	@Test
	void pauseAndResumeAreInForceWhenTheyReturn() {
		ChildProcess child = sleep();
		child.pause();
		assertThat(child.isPaused()).isTrue();
		child.pause();
		child.resume();
		assertThat(child.isPaused()).isFalse();
		child.pause();
		child.kill();
		assertThat(child.waitFor(SOON)).isTrue();
		assertThatIllegalStateException().isThrownBy(child::resume).withMessageContaining("has ended");
	}

	@Test
	void outputIsAppendedToTheLog() {
		Path log = this.directory.resolve("logs/child.log");
		for (String word : List.of("one", "two")) {
			ChildProcess child = ChildProcess.start(List.of("sh", "-c", "echo $WORD; echo \"$0\" >&2", word + " error"),
					this.directory, Map.of("WORD", word), log);
			assertThat(child.waitFor(SOON)).isTrue();
		}
		assertThat(log).hasContent("one\none error\ntwo\ntwo error");
	}

	@Test
	void aMissingProgramIsReportedInTheLog() {
		ChildProcess child = start("no-such-program");
		assertThat(child.waitFor(SOON)).isTrue();
		assertThat(child.exitStatus()).isEqualTo(127);
		assertThat(log()).content().contains("no-such-program");
	}

	@Test
	void aChildIgnoresCtrlCButNotTermination() {
		ChildProcess child = start("sh", "-c",
				"kill -INT $$; kill -HUP $$; echo still here; kill -TERM $$; echo never");
		assertThat(child.waitFor(SOON)).isTrue();
		assertThat(child.exitStatus()).isEqualTo(128 + 15);
		assertThat(log()).hasContent("still here");
	}

	@Test
	void theWatcherEndsWithTheChild() {
		ChildProcess child = sleep();
		until(() -> watcher(child).isPresent());
		ProcessHandle watcher = watcher(child).orElseThrow();
		child.kill();
		assertThat(child.waitFor(SOON)).isTrue();
		until(() -> isGone(watcher.pid()));
	}

	@Test
	void noChildInheritsThePipeOfAnother() throws IOException {
		ChildProcess first = sleep();
		ChildProcess second = sleep();
		until(() -> commandLine(first.pid()).startsWith("sleep") && commandLine(second.pid()).startsWith("sleep"));
		assertThat(descriptors(first.pid())).noneMatch((target) -> target.startsWith("pipe:"));
		assertThat(descriptors(second.pid())).noneMatch((target) -> target.startsWith("pipe:"));
	}

	@Test
	void noChildOutlivesAKilledJvmNotEvenAPausedOne() throws Exception {
		Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Orphanage.class.getName(), this.directory.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		List<Long> children = List.of();
		try (BufferedReader output = jvm.inputReader()) {
			children = Stream.of(output.readLine().split(" ")).map(Long::valueOf).toList();
			List<Long> watchers = children.stream().map(ChildProcessTests::watcherOf).toList();
			assertThat(children).hasSize(2).noneMatch(ChildProcessTests::isGone);
			jvm.destroyForcibly().waitFor();
			children.forEach((pid) -> until(() -> isGone(pid)));
			watchers.forEach((pid) -> until(() -> isGone(pid)));
		}
		finally {
			jvm.destroyForcibly();
			children.forEach((pid) -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
		}
	}

	private ChildProcess sleep() {
		return start("sleep", "300");
	}

	private ChildProcess start(String... command) {
		ChildProcess child = ChildProcess.start(List.of(command), this.directory, Map.of(), log());
		this.started.add(child);
		return child;
	}

	private boolean logged(String line) {
		try {
			return Files.readString(log()).contains(line);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Path log() {
		return this.directory.resolve("child.log");
	}

	private static Optional<ProcessHandle> watcher(ChildProcess child) {
		return ProcessHandle.of(child.pid()).flatMap((handle) -> handle.children().findFirst());
	}

	private static long watcherOf(long pid) {
		return ProcessHandle.of(pid).orElseThrow().children().findFirst().orElseThrow().pid();
	}

	/** A zombie, which no parent has waited for yet, runs no code: it counts as ended. */
	private static boolean isGone(long pid) {
		try {
			return ProcessState.stateIn(Files.readString(Path.of("/proc", "" + pid, "stat"))) == 'Z';
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static String commandLine(long pid) {
		try {
			return Files.readString(Path.of("/proc", "" + pid, "cmdline")).replace('\0', ' ').strip();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static List<String> descriptors(long pid) throws IOException {
		List<String> targets = new ArrayList<>();
		try (Stream<Path> links = Files.list(Path.of("/proc", "" + pid, "fd"))) {
			for (Path link : links.toList()) {
				try {
					targets.add(Files.readSymbolicLink(link).toString());
				}
				catch (NoSuchFileException ex) {
					// Of a library that the program loads: it was closed meanwhile. What
					// a child inherits stays open.
				}
			}
		}
		return targets;
	}

	private static void until(BooleanSupplier condition) {
		long deadline = System.nanoTime() + SOON.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - deadline).as("nanoseconds past the deadline").isNegative();
			Thread.onSpinWait();
		}
	}

}
