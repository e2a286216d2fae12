package dev.failoverlab.lab.cli;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The shortest measurements; their figures do not matter. */
@Tag("nightly")
class BenchIT {

	@TempDir
	private Path home;

	@ParameterizedTest
	@ValueSource(strings = { "producer", "consumer", "end-to-end", "witness" })
	void eachMeasuresAndComparesWithKafkasOwnTool(String what) throws IOException, InterruptedException {
		try (LabProcess lab = LabProcess.start(this.home, "bench", what, "--rounds", "1", "--seconds", "1")) {
			assertThat(lab.exitStatus()).as(lab.output()).isZero();
			assertThat(lab.output()).contains("compared")
				.containsPattern("(Producer|Consumer)Performance|EndToEndLatency");
		}
	}

}
