package dev.failoverlab.lab.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What processes took of the machine, sample by sample, and whether that grows. */
final class Trends {

	/** How a trend is judged, for people. */
	static final String RULE = "flat: in the last quarter of the samples, the median is at most a fifth above that of "
			+ "the first quarter, or above it by at most 32 MB, 8 threads or 32 files.";

	private static final int FEWEST = 8;

	private final Map<String, Map<Measure, List<Long>>> samples = new LinkedHashMap<>();

	/**
	 * Takes a sample of a process; none when it ends meanwhile.
	 * @param data the folder of its data, if it has one
	 */
	void sample(String process, long pid, @Nullable Path data) {
		Map<Measure, Long> sample = new LinkedHashMap<>();
		try {
			for (Measure measure : Measure.values()) {
				if (measure != Measure.DISK || data != null) {
					sample.put(measure, measure.of(pid, data));
				}
			}
		}
		catch (IOException ex) {
			return;
		}
		sample.forEach((measure, value) -> add(process, measure, value));
	}

	synchronized void add(String process, Measure measure, long value) {
		this.samples.computeIfAbsent(process, (name) -> new LinkedHashMap<>())
			.computeIfAbsent(measure, (name) -> new ArrayList<>())
			.add(value);
	}

	/** One for each process and measure with enough samples for quarters. */
	synchronized List<Trend> all() {
		List<Trend> trends = new ArrayList<>();
		this.samples.forEach((process, measures) -> measures.forEach((measure, values) -> {
			if (values.size() >= FEWEST) {
				int quarter = values.size() / 4;
				trends.add(new Trend(process, measure, median(values.subList(0, quarter)),
						median(values.subList(values.size() - quarter, values.size()))));
			}
		}));
		return trends;
	}

	private static long median(List<Long> values) {
		List<Long> sorted = values.stream().sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

	/**
	 * How much a process took at first and at last.
	 *
	 * @param first the median of the first quarter of the samples
	 * @param last that of the last quarter
	 */
	record Trend(String process, Measure measure, long first, long last) {

		boolean isFlat() {
			return this.last - this.first <= Math.max(this.first / 5, this.measure.grain());
		}

	}

}
