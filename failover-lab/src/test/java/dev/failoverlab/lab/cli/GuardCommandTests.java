package dev.failoverlab.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.failoverlab.judge.ExitStatus;
import dev.failoverlab.lab.console.Screen;
import dev.failoverlab.lab.run.LabHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A command under a guard, without Kafka: no controller can be told of anything. */
class GuardCommandTests {

	private static final String NOT_UNREGISTERED = "guard: node 1 is not unregistered, because no other living replica";

	@TempDir
	private Path home;

	private final Screen screen = Screen.pipe();

	@Test
	void theStatusOfTheCommandIsPassedOn() {
		assertThat(guard("exit 0")).isZero();
		assertThat(guard("exit 143")).isEqualTo(143);
		assertThat(this.screen.err()).isEmpty();
	}

	@Test
	void aCommandThatDiesIsADeathOfTheBroker() {
		assertThat(guard("exit 3")).isEqualTo(3);
		assertThat(this.screen.err()).contains("the command has ended with status 3", NOT_UNREGISTERED);
	}

	@Test
	void aKilledCommandIsADeathOfTheBroker() {
		assertThat(guard("kill -9 $$")).isEqualTo(128 + 9);
		assertThat(this.screen.err()).contains("the command has ended with status 137", NOT_UNREGISTERED);
	}

	/** The end of a wrapper is not the end of the broker that it started. */
	@Test
	void aBrokerThatOutlivesItsWrapperIsAlive() throws Exception {
		Path pid = this.home.resolve("pid");
		assertThat(guard("sleep 60 & echo $! > " + pid + "; sleep 2; kill -9 $$")).isEqualTo(128 + 9);
		ProcessHandle broker = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
		broker.destroyForcibly();
		assertThat(this.screen.err())
			.contains("but its processes [" + broker.pid() + "] run: node 1 is not unregistered")
			.doesNotContain(NOT_UNREGISTERED);
	}

	@Test
	void settingsThatAreMissingAreNamed() throws Exception {
		assertThat(lab("guard", "--", "true")).isEqualTo(ExitStatus.USAGE);
		assertThat(this.screen.err()).contains("No argument of the command is a .properties file");
		Path settings = Files.writeString(this.home.resolve("server.properties"), "node.id=x\n");
		assertThat(lab("guard", "--", "true", settings.toString())).isEqualTo(ExitStatus.ERROR);
		assertThat(this.screen.err()).contains("server.properties: node.id must be a number, not \"x\"");
	}

	private int guard(String script) {
		return lab("guard", "--node-id", "1", "--bootstrap-servers", "127.0.0.1:1", "--bootstrap-controllers",
				"127.0.0.1:1", "--", "/bin/sh", "-c", script);
	}

	private int lab(String... args) {
		return Lab.commandLine(new LabContext(new LabHome(this.home), this.screen.terminal()), Map.of()).execute(args);
	}

}
