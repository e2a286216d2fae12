package dev.failoverlab.lab.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.failoverlab.lab.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpFileTests {

	@TempDir
	private Path folder;

	private final UpFile up = new UpFile(URI.create("http://127.0.0.1:8080"), "secret", 42);

	@Test
	void isReadBackAsItWasWritten() {
		this.up.write(file());
		assertThat(UpFile.read(file())).contains(this.up);
		UpFile.delete(file());
		assertThat(UpFile.read(file())).isEmpty();
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void onlyItsOwnerCanReadItEvenOverAReadableOne() throws IOException {
		Files.writeString(file(), "left behind");
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
		this.up.write(file());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "[]", "null", "42", "{\"url\": null, \"token\": \"t\", \"pid\": 1}",
			"{\"url\": \"nowhere\", \"token\": \"t\", \"pid\": 1}",
			"{\"url\": \"http://127.0.0.1:1\", \"token\": \"a\\nb\", \"pid\": 1}",
			"{\"url\": \"http://127.0.0.1:1\", \"token\": \"t\"}" })
	void aBrokenOneIsNamedWithWhatToDo(String content) throws IOException {
		Files.writeString(file(), content);
		assertThatThrownBy(() -> UpFile.read(file())).isInstanceOf(UsageException.class)
			.hasMessageStartingWith(file() + " is not a file that ./lab up has written: ")
			.hasMessageContaining("Delete it.");
	}

	@Test
	void keepsTheSecretOutOfMessages() {
		assertThat(this.up.toString()).doesNotContain("secret");
	}

	private Path file() {
		return this.folder.resolve("up.json");
	}

}
