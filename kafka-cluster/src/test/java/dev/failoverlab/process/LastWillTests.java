package dev.failoverlab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class LastWillTests {

	@TempDir
	Path directory;

	@Test
	void aCancelledCommandNeverRuns() {
		LastWill will = LastWill.leave(List.of("touch", file().toString()), log());
		will.close();
		will.close();
		assertThat(file()).doesNotExist();
	}

	/** A JVM that is killed cannot do anything itself. */
	@Test
	void theCommandRunsWhenItsJvmIsKilled() throws Exception {
		Process testator = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Testator.class.getName(), file().toString(), log().toString())
			.start();
		assertThat(testator.inputReader().readLine()).isEqualTo("left");
		assertThat(file()).doesNotExist();
		testator.destroyForcibly().waitFor();
		while (!Files.exists(file())) {
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

	@Test
	void theOutputIsKept() throws IOException {
		try (LastWill will = LastWill.leave(List.of("true"), log())) {
			assertThat(will).isNotNull();
			assertThat(log()).isEmptyFile();
		}
	}

	private Path file() {
		return this.directory.resolve("run");
	}

	private Path log() {
		return this.directory.resolve("logs/will.log");
	}

	/** A JVM to be killed, which leaves a command behind. */
	static final class Testator {

		private Testator() {
		}

		public static void main(String[] args) throws InterruptedException {
			LastWill will = LastWill.leave(List.of("touch", args[0]), Path.of(args[1]));
			System.out.println("left");
			Thread.sleep(60_000);
			will.close();
		}

	}

}
