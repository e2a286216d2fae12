package dev.failoverlab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessStateTests {

	@Test
	@EnabledOnOs(OS.LINUX)
	void aProcessThatNoOneHasWaitedForHasEndedAllTheSame() throws Exception {
		assertThat(endingWithin(10_000, "kill -9 $!")).isEqualTo(OptionalInt.of(128 + 9));
		assertThat(endingWithin(10_000, "kill -15 $!")).isEqualTo(OptionalInt.of(128 + 15));
	}

	@Test
	void aProcessThatRunsOrIsStoppedHasNotEnded() throws Exception {
		assertThat(endingWithin(200, "kill -STOP $!")).isEmpty();
		assertThat(endingWithin(200, "true")).isEmpty();
		assertThat(ProcessState.ending(Long.MAX_VALUE)).isEmpty();
	}

	/**
	 * The child's parent becomes another program, which never asks for the child's end:
	 * it stays a zombie, as a large process does while the kernel frees its memory.
	 */
	private static OptionalInt endingWithin(int milliseconds, String getsSignal) throws IOException {
		Process parent = new ProcessBuilder("/bin/sh", "-c",
				"sleep 60 & echo $!; " + getsSignal + "; echo sent; exec sleep 60")
			.start();
		try (BufferedReader output = parent.inputReader()) {
			long child = Long.parseLong(output.readLine());
			output.readLine();
			ProcessHandle sleeping = ProcessHandle.of(child).orElseThrow();
			try {
				long deadline = System.nanoTime() + milliseconds * 1_000_000L;
				OptionalInt seen = ProcessState.ending(child);
				while (seen.isEmpty() && System.nanoTime() < deadline) {
					seen = ProcessState.ending(child);
				}
				return seen;
			}
			finally {
				sleeping.destroyForcibly();
			}
		}
		finally {
			parent.destroyForcibly();
		}
	}

	@Test
	void theStateIsFoundAfterANameWithAnyCharacters() {
		assertThat(ProcessState.stateIn("17 (java) S 1 17 17 0")).isEqualTo('S');
		assertThat(ProcessState.stateIn("17 (a) T (b) T 1 17 17 0")).isEqualTo('T');
		assertThat(ProcessState.stateIn("17 (odd) R) Z 1 17 17 0")).isEqualTo('Z');
	}

	@Test
	void aMissingProcessIsNotStopped() {
		assertThat(ProcessState.isStopped(Long.MAX_VALUE)).isFalse();
	}

}
