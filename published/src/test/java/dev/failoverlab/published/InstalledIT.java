package dev.failoverlab.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the artefacts are, and what their POMs say. */
class InstalledIT {

	static List<Installed> listed() {
		return Installed.listed();
	}

	@Test
	void whatTheBomListsIsInstalledAndNothingElse() throws IOException {
		// The last one is this project, which the plugin installs, too.
		Set<String> expected = new TreeSet<>(Set.of(Installed.BOM.name(), Installed.PARENT.name(), "published"));
		listed().forEach((each) -> expected.add(each.name()));
		assertThat(Installed.names()).isEqualTo(expected)
			.contains("kafka-cluster", "kafka-actuator", "kafka-witness", "failover-verdict", "failover-junit");
	}

	@ParameterizedTest
	@MethodSource("listed")
	void eachJarHasTheLicence(Installed artefact) throws IOException {
		assertThat(artefact.read("META-INF/LICENSE")).isEqualTo(Files.readAllBytes(Path.of("..", "LICENSE")));
	}

	@ParameterizedTest
	@MethodSource("listed")
	void eachPomTellsWhatItIs(Installed artefact) {
		assertThat(artefact.inPom("name")).isNotEmpty();
		assertThat(artefact.inPom("description")).hasSizeGreaterThan(20);
	}

	/** What is not said here is inherited from Spring Boot, which did not make this. */
	@Test
	void licenceDevelopersAndAddressesAreTheProjectsOwn() throws IOException {
		for (Installed artefact : List.of(Installed.PARENT, Installed.BOM)) {
			assertThat(artefact.inPom("licenses")).contains("Apache-2.0");
			assertThat(artefact.inPom("developers")).contains("Kafka failover lab");
		}
		assertThat(Files.readString(Installed.PARENT.file(".pom"))).contains("<url", "<scm");
	}

}
