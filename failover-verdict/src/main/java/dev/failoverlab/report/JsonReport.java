package dev.failoverlab.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import dev.failoverlab.verdict.Verdict;
import dev.failoverlab.verdict.Verdict.Example;
import dev.failoverlab.verdict.Verdict.Finding;
import dev.failoverlab.verdict.Verdict.Leaders;
import dev.failoverlab.verdict.Verdict.Met;
import dev.failoverlab.verdict.Verdict.Outage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A verdict as {@code report.json}. The keys and their order are fixed, and nothing but
 * the verdict goes in: equal verdicts give equal bytes.
 */
public final class JsonReport {

	private static final int VERSION = 1;

	private static final double NANOS_IN_MICRO = 1_000;

	private static final double MICROS_IN_MILLI = 1_000;

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private JsonReport() {
	}

	/**
	 * The report as text.
	 * @param verdict what to report
	 * @return JSON, indented, with a line end at the end
	 */
	public static String of(Verdict verdict) {
		return MAPPER.writeValueAsString(report(verdict)).replace("\r\n", "\n") + "\n";
	}

	/**
	 * Writes the report to a file, over what was there.
	 * @param verdict what to report
	 * @param file where
	 */
	public static void write(Verdict verdict, Path file) {
		ReportFile.write(of(verdict), file);
	}

	private static Map<String, @Nullable Object> report(Verdict verdict) {
		Map<String, @Nullable Object> report = new LinkedHashMap<>();
		report.put("version", VERSION);
		report.put("scenario", verdict.scenario());
		report.put("outcome", verdict.outcome().word());
		if (!verdict.reasons().isEmpty()) {
			report.put("reasons", verdict.reasons());
		}
		report.put("kafka", verdict.kafka());
		report.put("backend", verdict.backend());
		report.put("started", verdict.started().toString());
		report.put("duration_ms", verdict.durationMs());
		report.put("sends", sends(verdict.sends()));
		report.put("anomalies", anomalies(verdict.findings()));
		report.put("deliveries", deliveries(verdict.deliveries()));
		report.put("outages", verdict.outages().stream().map(JsonReport::outage).toList());
		report.put("latency_ms", Map.of("send", latency(verdict.latency())));
		if (!verdict.observed().isEmpty()) {
			report.put("observed", verdict.observed());
		}
		report.put("leaders", verdict.leaders().stream().map(JsonReport::leaders).toList());
		report.put("expectations", verdict.expectations().stream().map(JsonReport::expectation).toList());
		return report;
	}

	private static Map<String, Object> sends(Verdict.Sends sends) {
		Map<String, Object> node = new LinkedHashMap<>();
		node.put("ok", sends.ok());
		node.put("fail", sends.fail());
		node.put("info", sends.info());
		return node;
	}

	private static Map<String, Object> anomalies(List<Finding> findings) {
		Map<String, Object> node = new LinkedHashMap<>();
		for (Finding finding : findings) {
			Map<String, @Nullable Object> entry = new LinkedHashMap<>();
			entry.put("count", finding.count());
			entry.put("examples", finding.examples().stream().map(JsonReport::example).toList());
			node.put(finding.anomaly().word(), entry);
		}
		return node;
	}

	private static Map<String, @Nullable Object> example(Example example) {
		Map<String, @Nullable Object> node = new LinkedHashMap<>();
		boolean one = new LinkedHashSet<>(example.partitions()).size() == 1;
		node.put("ids", example.ids());
		node.put("partition", one ? example.partitions().get(0) : null);
		if (!one) {
			node.put("partitions", example.partitions());
		}
		node.put("offsets", example.offsets());
		node.put("times_ms", example.times().stream().map(JsonReport::milliseconds).toList());
		node.put("lines", example.lines());
		return node;
	}

	/** To the microsecond. */
	private static double milliseconds(long nanos) {
		return Math.round(nanos / NANOS_IN_MICRO) / MICROS_IN_MILLI;
	}

	private static Map<String, Object> deliveries(Verdict.Deliveries deliveries) {
		Map<String, Object> node = new LinkedHashMap<>();
		node.put("never", deliveries.never());
		node.put("once", deliveries.once());
		node.put("more", deliveries.more());
		node.put("most", deliveries.most());
		return node;
	}

	private static Map<String, @Nullable Object> outage(Outage outage) {
		Map<String, @Nullable Object> node = new LinkedHashMap<>();
		node.put("partition", outage.partition());
		if (!outage.observed()) {
			node.put("observed", false);
			return node;
		}
		node.put("fault", outage.fault());
		node.put("node", outage.node());
		node.put("from_ms", outage.fromMs());
		node.put("to_ms", outage.toMs());
		node.put("length_ms", outage.lengthMs());
		node.put("detection_ms", outage.detectionMs());
		node.put("recovery_ms", outage.recoveryMs());
		node.put("consumer_ms", outage.consumerMs());
		node.put("lines", outage.basis().stream().map(Verdict.Observation::line).toList());
		return node;
	}

	private static Map<String, @Nullable Object> latency(Verdict.Latency latency) {
		Map<String, @Nullable Object> node = new LinkedHashMap<>();
		node.put("p50", number(latency.p50()));
		node.put("p99", number(latency.p99()));
		node.put("p999", number(latency.p999()));
		node.put("max", number(latency.max()));
		return node;
	}

	/** Without a digit behind the point where there is nothing to say there. */
	private static @Nullable Number number(@Nullable Double value) {
		if (value != null && value == Math.rint(value)) {
			return value.longValue();
		}
		return value;
	}

	private static Map<String, Object> leaders(Leaders leaders) {
		Map<String, Object> node = new LinkedHashMap<>();
		node.put("when", leaders.when());
		node.put("leader", leaders.leader());
		return node;
	}

	private static Map<String, Object> expectation(Met met) {
		Map<String, Object> node = new LinkedHashMap<>();
		node.put("expect", met.expect());
		node.put("seen", met.seen());
		node.put("met", met.met());
		return node;
	}

}
