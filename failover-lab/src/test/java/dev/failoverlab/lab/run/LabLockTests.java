package dev.failoverlab.lab.run;

import java.nio.file.Path;

import dev.failoverlab.lab.LabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LabLockTests {

	@TempDir
	private Path folder;

	@Test
	void isHeldByOneAndFreeAgainAfterwards() {
		Path file = this.folder.resolve(".lab/lock");
		try (LabLock lock = LabLock.take(file, "./lab run leader-kill")) {
			assertThat(lock).isNotNull();
			assertThat(file).content().startsWith(ProcessHandle.current().pid() + "\n");
			assertThatThrownBy(() -> LabLock.take(file, "./lab up")).isInstanceOf(LabException.class)
				.hasMessageContaining("process " + ProcessHandle.current().pid() + " (./lab run leader-kill)");
		}
		assertThat(file).isEmptyFile();
		LabLock.take(file, "./lab up").close();
	}

}
