package dev.failoverlab.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.failoverlab.verdict.Changes;
import dev.failoverlab.verdict.Explanation;
import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Deliveries;
import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Sends;
import dev.failoverlab.verdict.Verdict.ShareCounts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A verdict as {@code report.json}: the records here are its format, key by key and in
 * this order. Nothing but the verdict goes in: equal verdicts give equal bytes.
 */
public final class JsonReport {

	private static final int VERSION = 1;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private JsonReport() {
	}

	/**
	 * The report as text.
	 * @param verdict what to report
	 * @return JSON, indented, with a line end at the end
	 */
	public static String of(Verdict verdict) {
		return MAPPER.writeValueAsString(Report.of(verdict)).replace("\r\n", "\n") + "\n";
	}

	private record Report(int version, String scenario,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String question, String outcome,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> reasons, String kafka, String backend,
			Instant started, long durationMs, Sends sends, Map<String, Finding> anomalies, Deliveries deliveries,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ShareCounts share, List<Object> outages, List<Why> why,
			Changes changes, @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> settings,
			Map<String, Latency> latencyMs, @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> observed,
			List<Leaders> leaders, List<Met> expectations) {

		static Report of(Verdict verdict) {
			Map<String, Finding> anomalies = new LinkedHashMap<>();
			verdict.findings().forEach((finding) -> anomalies.put(finding.anomaly().word(), Finding.of(finding)));
			return new Report(VERSION, verdict.scenario(), verdict.question(), verdict.outcome().word(),
					verdict.reasons(), verdict.kafka(), verdict.backend(), verdict.started(), verdict.durationMs(),
					verdict.sends(), anomalies, verdict.deliveries(), verdict.share(),
					verdict.outages().stream().map(Outage::of).toList(), verdict.why().stream().map(Why::of).toList(),
					verdict.changes(), verdict.settings(), Map.of("send", Latency.of(verdict.latency())),
					verdict.observed(), verdict.leaders(), verdict.expectations());
		}

	}

	private record Finding(@Nullable Long count, List<Example> examples) {

		static Finding of(Verdict.Finding finding) {
			return new Finding(finding.count(), finding.examples().stream().map(Example::of).toList());
		}

	}

	/** Has one partition that all its records are in, or a list of them. */
	private record Example(List<String> ids, @Nullable Integer partition,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Integer> partitions, List<Long> offsets,
			List<Double> timesMs, List<Long> lines) {

		static Example of(Verdict.Example example) {
			boolean one = Set.copyOf(example.partitions()).size() == 1;
			return new Example(example.ids(), one ? example.partitions().get(0) : null,
					one ? null : example.partitions(), example.offsets(),
					example.times().stream().map(Example::milliseconds).toList(), example.lines());
		}

		/** To the microsecond. */
		private static double milliseconds(long nanos) {
			return Math.round(nanos / 1e3) / 1e3;
		}

	}

	private record Unobserved(int partition, boolean observed) {
	}

	private record Outage(int partition, @Nullable String fault, @Nullable Integer node, @Nullable Long fromMs,
			@Nullable Long toMs, @Nullable Long lengthMs, @Nullable Long detectionMs, @Nullable Long recoveryMs,
			@Nullable Long consumerMs, List<Long> lines) {

		static Object of(Verdict.Outage outage) {
			if (!outage.observed()) {
				return new Unobserved(outage.partition(), false);
			}
			return new Outage(outage.partition(), outage.fault(), outage.node(), outage.fromMs(), outage.toMs(),
					outage.lengthMs(), outage.detectionMs(), outage.recoveryMs(), outage.consumerMs(),
					outage.basis().stream().map(Verdict.Observation::line).toList());
		}

	}

	private record Why(@JsonUnwrapped Explanation explanation, String sentence) {

		static Why of(Explanation explanation) {
			return new Why(explanation, WhyText.sentence(explanation));
		}

	}

	private record Latency(@Nullable Number p50, @Nullable Number p99, @Nullable Number p999, @Nullable Number max) {

		static Latency of(Verdict.Latency latency) {
			return new Latency(number(latency.p50()), number(latency.p99()), number(latency.p999()),
					number(latency.max()));
		}

		/** Whole milliseconds have no decimals. */
		private static @Nullable Number number(@Nullable Double value) {
			if (value != null && value == Math.rint(value)) {
				return value.longValue();
			}
			return value;
		}

	}

}
