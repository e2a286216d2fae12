package dev.failoverlab.lab.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.failoverlab.lab.LabException;
import dev.failoverlab.lab.service.ServiceProcess.ServiceSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServiceProcessTests {

	@TempDir
	private Path directory;

	@Test
	void aMissingServiceJarIsReported() {
		assertThatExceptionOfType(LabException.class).isThrownBy(() -> ServiceJar.of("no-service"))
			.withMessageContaining("no-service/target/no-service-*.jar")
			.withMessageContaining("build the project first");
	}

	@Test
	@Timeout(60)
	void aServiceThatEndsEarlyIsReportedImmediatelyWithItsLog() throws IOException {
		Path jar = this.directory.resolve("broken-service/target/broken-service-1.jar");
		Files.createDirectories(jar.getParent());
		Files.writeString(jar, "no jar");
		assertEnds("broken-service", "ended with exit status 1 before it was ready", "Invalid or corrupt jarfile");
	}

	@Test
	@Timeout(60)
	void aServiceThatRunsOutOfMemoryEnds() throws IOException {
		HungryService.writeJar(this.directory.resolve("hungry-service/target/hungry-service-1.jar"));
		assertEnds("hungry-service", "ended with exit status 3 before it was ready", "java.lang.OutOfMemoryError");
	}

	private void assertEnds(String name, String how, String why) {
		String home = System.getProperty(ServiceJar.HOME);
		System.setProperty(ServiceJar.HOME, this.directory.toString());
		try (ServiceProcess service = ServiceProcess
			.start(new ServiceSpec(name, 0, this.directory.resolve("run"), List.of()))) {
			assertThatExceptionOfType(LabException.class).isThrownBy(() -> service.awaitReady(Duration.ofMinutes(10)))
				.withMessageContaining(name + " " + how)
				.withMessageContaining(why);
		}
		finally {
			restore(home);
		}
	}

	private static void restore(@Nullable String home) {
		if (home != null) {
			System.setProperty(ServiceJar.HOME, home);
		}
		else {
			System.clearProperty(ServiceJar.HOME);
		}
	}

}
