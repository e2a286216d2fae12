package dev.failoverlab.lab.cli;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.lab.bench.EndToEndBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./lab bench end-to-end}. */
@Command(name = "end-to-end", sortOptions = false, description = {
		"Measure how long an email takes through both services, and compare it with Kafka's EndToEndLatency.",
		"400 emails a second are sent to the producer service, whatever its answers do. A latency counts from the "
				+ "moment at which an email should have been sent until the consumer service has handled it. "
				+ "What the figures mean: docs/benchmarks.md" },
		footer = { "", "Examples:", "  ./lab bench end-to-end", "  ./lab bench end-to-end --rounds 3 --seconds 3",
				"  ./lab bench end-to-end --producer linger.ms=1" })
final class BenchEndToEndCommand extends LabCommand {

	@Mixin
	private VariantOptions variants = new VariantOptions();

	@Mixin
	private MeasureOptions options = new MeasureOptions();

	@Override
	public Integer call() {
		return this.options.measure(context(), new EndToEndBench(this.variants.all()), Ports.AUTO);
	}

}
