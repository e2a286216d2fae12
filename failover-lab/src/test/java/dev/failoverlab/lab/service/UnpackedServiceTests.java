package dev.failoverlab.lab.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class UnpackedServiceTests {

	@TempDir
	private Path target;

	private Path jar;

	private UnpackedService service;

	@BeforeEach
	void aJar() throws IOException {
		this.jar = Files.createFile(this.target.resolve("some-service-1.jar"));
		this.service = new UnpackedService(this.jar);
	}

	@Test
	void withoutAnArchiveTheJarIsStarted() {
		assertThat(this.service.fastest()).containsExactly("-jar", this.jar.toString());
	}

	@Test
	void anArchiveOfTheJarStartsWhatWasUnpacked() throws IOException {
		archive(Duration.ofSeconds(1));
		assertThat(this.service.fastest()).containsExactly(
				"-XX:SharedArchiveFile=" + this.target.resolve("unpacked/classes.jsa"), "-jar",
				this.target.resolve("unpacked/some-service-1.jar").toString());
	}

	@Test
	void anArchiveOfAnEarlierJarIsLeftAlone() throws IOException {
		archive(Duration.ofSeconds(-1));
		assertThat(this.service.fastest()).containsExactly("-jar", this.jar.toString());
	}

	private void archive(Duration afterTheJar) throws IOException {
		Files.createDirectories(this.service.folder());
		Files.createFile(this.service.archive());
		Instant jarTime = Files.getLastModifiedTime(this.jar).toInstant();
		Files.setLastModifiedTime(this.service.archive(), FileTime.from(jarTime.plus(afterTheJar)));
	}

}
