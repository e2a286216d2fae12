package dev.failoverlab.lab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The shortest measurement that there can be; its figures mean nothing. */
@Tag("nightly")
class ProducerBenchIT {

	@TempDir
	private Path folder;

	@Test
	void everyContenderIsMeasuredAndAudited() {
		Path files = this.folder.resolve("bench");
		ProducerBench bench = new ProducerBench(null, List.of(new Variant(Map.of("linger.ms", "0"))));
		try (BenchCluster cluster = new BenchCluster(files, Ports.AUTO)) {
			Report report = new Measurement(1, Duration.ofSeconds(1), (progress) -> {
			}).of(bench, cluster);
			assertThat(report.isWhole()).isTrue();
			assertThat(report.figures()).hasSize(5 + 2 + 1 + 5 + 2)
				.flatExtracting(Figure::rounds)
				.allSatisfy((round) -> {
					assertThat(round.perSecond()).isPositive();
					assertThat(round.failed()).isZero();
					assertThat(round.inLog()).isNotEqualTo(0L);
				});
			assertThat(report.ratios()).hasSize(5);
		}
		assertThat(files).doesNotExist();
		assertThat(ProcessHandle.current().children()).isEmpty();
	}

}
