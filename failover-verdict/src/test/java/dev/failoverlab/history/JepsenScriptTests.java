package dev.failoverlab.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What {@code scripts/history-to-jepsen} makes of a history; needs Python. */
@Timeout(60)
class JepsenScriptTests {

	@TempDir
	private Path folder;

	@BeforeEach
	void pythonIsThere() throws Exception {
		try {
			assumeTrue(new ProcessBuilder("python3", "--version").start().waitFor() == 0, "There is no python3.");
		}
		catch (IOException ex) {
			assumeTrue(false, "There is no python3.");
		}
	}

	@Test
	void toldInTheOrderOfTheInvokesOfEachProcess() throws Exception {
		TestHistory history = TestHistory.of(2).invoke("p", "a", 0).invoke("p", "b", 1).ok("p", "b", 1, 7);
		history.info("p", "a").assign("c", List.of(0, 1), 0, 0).poll("c", "1:7:b", "0:0:warm-up-1").scan("1:7:b");
		assertThat(operations(history)).containsExactly(":invoke 0 :send [[:send 0 \"a\"]]",
				":info 0 :send [[:send 0 [nil \"a\"]]]", ":invoke 0 :send [[:send 1 \"b\"]]",
				":ok 0 :send [[:send 1 [7 \"b\"]]]", ":invoke 1 :assign [0 1]", ":ok 1 :assign [0 1]",
				":invoke 1 :poll [[:poll]]", ":ok 1 :poll [[:poll {1 [[7 \"b\"]]}]]", ":invoke 2 :assign [0 1]",
				":ok 2 :assign [0 1]", ":invoke 2 :poll [[:poll]]", ":ok 2 :poll [[:poll {1 [[7 \"b\"]]}]]");
	}

	@Test
	void aTransactionIsOneOperationAndOnlyCommittedReadersCountBesideIt() throws Exception {
		TestHistory history = TestHistory.of(1).invoke("p", "a", 0, "t").ok("p", "a", 0, 0).invoke("p", "b", 0, "t");
		history.ok("p", "b", 0, 1).aborted("t").poll("c", "0:0:a").scan("0:0:a").scanCommitted();
		assertThat(operations(history)).containsExactly(":invoke 0 :txn [[:send 0 \"a\"] [:send 0 \"b\"]]",
				":fail 0 :txn [[:send 0 [0 \"a\"]] [:send 0 [1 \"b\"]]]", ":invoke 1 :assign [0]", ":ok 1 :assign [0]",
				":invoke 1 :poll [[:poll]]", ":ok 1 :poll [[:poll {}]]");
	}

	/** Without the numbers and times that every operation has. */
	private List<String> operations(TestHistory history) throws Exception {
		Path file = Files.write(this.folder.resolve("history.ndjson"), history.bytes());
		Process script = new ProcessBuilder("python3", "../scripts/history-to-jepsen", file.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(script.waitFor()).as(output).isZero();
		return output.lines()
			.map((line) -> line.replaceAll(
					"\\{:index \\d+, :time \\d+, :type (.*), :process (.*), :f (.*), :value (.*)}", "$1 $2 $3 $4"))
			.toList();
	}

}
