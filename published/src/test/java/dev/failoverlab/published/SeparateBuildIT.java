package dev.failoverlab.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Projects of others, with the bom and the artefacts that they name. */
class SeparateBuildIT {

	@ParameterizedTest
	@ValueSource(strings = { "spring-app", "plain-clients" })
	void compiles(String project) throws IOException, InterruptedException {
		SeparateBuild build = new SeparateBuild(project, Jdk.current());
		build.run("test-compile");
		assertThat(build.folder().resolve("target/test-classes/example")).isNotEmptyDirectory();
	}

	@ParameterizedTest
	@CsvSource({ "spring-app, 17", "spring-app, 25", "plain-clients, 17", "plain-clients, 25" })
	@Tag("nightly")
	void testsOfRealNodesPass(String project, int version) throws IOException, InterruptedException {
		Optional<Jdk> jdk = Jdk.find(version);
		if (jdk.isEmpty()) {
			System.out.println("SKIPPED: " + project + " on JDK " + version
					+ ". There is none beside the JDK that runs, and JAVA_HOME_" + version + " names none.");
		}
		Assumptions.assumeTrue(jdk.isPresent());
		SeparateBuild build = new SeparateBuild(project, jdk.orElseThrow());
		Duration took = build.run("test");
		System.out.println("mvn test of " + project + " on JDK " + version + " took " + took.toSeconds() + " s");
		assertThat(build.folder().resolve("target/surefire-reports")).isDirectoryContaining("glob:**/TEST-*.xml");
		if (project.equals("spring-app")) {
			Path verdict = build.folder()
				.resolve("target/failover/OrdersSurviveABrokerDeathTests/nothingIsLostWhenTheLeaderDies/report.json");
			assertThat(Files.readString(verdict)).containsPattern("\"outcome\"\\s*:\\s*\"pass\"");
		}
	}

}
