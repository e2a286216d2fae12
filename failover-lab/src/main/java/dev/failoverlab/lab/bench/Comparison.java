package dev.failoverlab.lab.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Contenders, and the ratios that their figures should have. */
public interface Comparison {

	/** The word for it in {@code ./lab bench WORD}. */
	String name();

	/**
	 * Starts those that are compared.
	 * @param cluster it runs
	 * @param time how long each will work in a round
	 */
	List<Contender> contenders(BenchCluster cluster, Duration time);

	/** The ratios of what was measured. */
	Stream<Ratio> ratios(List<Figure> figures);

	/** A process whose processor time does not count as that of other programs. */
	default @Nullable Long foreignProcess() {
		return null;
	}

}
