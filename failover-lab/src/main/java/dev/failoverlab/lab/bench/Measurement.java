package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * How contenders are compared.
 *
 * @param rounds how many rounds count
 * @param time how long each contender works in each round
 * @param progress called with a message for each step
 */
public record Measurement(int rounds, Duration time, Consumer<String> progress) {

	/** Measures; the cluster was not started yet. */
	public Report of(Comparison comparison, BenchCluster cluster) {
		Instant start = Instant.now();
		this.progress.accept("starting three nodes");
		cluster.start();
		this.progress.accept("starting what is compared");
		List<Contender> contenders = comparison.contenders(cluster, this.time);
		List<Figure> figures = new Rounds(this.time, cluster::records,
				() -> ProcessorTime.now(comparison.foreignProcess()), this.progress)
			.play(contenders, this.rounds);
		return Report.of(comparison.name(), start, this.time.toSeconds(), figures, comparison.ratios(figures).toList());
	}

}
