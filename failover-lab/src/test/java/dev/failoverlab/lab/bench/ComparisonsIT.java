package dev.failoverlab.lab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The shortest measurements that there can be; their figures mean nothing. */
@Tag("nightly")
class ComparisonsIT {

	private static final List<Variant> VARIANTS = List.of(new Variant(Map.of("linger.ms", "0")));

	@TempDir
	private Path folder;

	@AfterEach
	void nothingIsLeft() {
		assertThat(this.folder).isEmptyDirectory();
		assertThat(ProcessHandle.current().children()).isEmpty();
	}

	@Test
	void producer() {
		assertMeasured(new ProducerBench(null, VARIANTS), 5 + 2 + 1 + 5 + 2, 5);
	}

	@Test
	void consumer() {
		assertMeasured(new ConsumerBench(), 2, 1);
	}

	@Test
	void endToEnd() {
		assertMeasured(new EndToEndBench(VARIANTS), 2, 1);
	}

	private void assertMeasured(Comparison comparison, int figures, int ratios) {
		try (BenchCluster cluster = new BenchCluster(this.folder.resolve("bench"), Ports.AUTO)) {
			Report report = new Measurement(1, Duration.ofSeconds(1), (progress) -> {
			}).of(comparison, cluster);
			assertThat(report.isWhole()).isTrue();
			assertThat(report.figures()).hasSize(figures).flatExtracting(Figure::rounds).allSatisfy((round) -> {
				assertThat(round.perSecond()).isPositive();
				assertThat(round.failed()).isZero();
				assertThat(round.inLog()).isNotEqualTo(0L);
			});
			assertThat(report.ratios()).hasSize(ratios);
		}
	}

}
