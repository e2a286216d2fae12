package dev.failoverlab.lab.cli;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.lab.bench.ConsumerBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./lab bench consumer}. */
@Command(name = "consumer", sortOptions = false, description = {
		"Measure how fast the consumer service handles a topic that is full, and compare it with Kafka's "
				+ "ConsumerPerformance on the same topic.",
		"The topic has 100,000 emails for each of --seconds. Only the second half of what is read counts, so that "
				+ "both are warm. What the figures mean: docs/benchmarks.md" },
		footer = { "", "Examples:", "  ./lab bench consumer", "  ./lab bench consumer --rounds 3 --seconds 3" })
final class BenchConsumerCommand extends LabCommand {

	@Mixin
	private MeasureOptions options = new MeasureOptions();

	@Override
	public Integer call() {
		return this.options.measure(context(), new ConsumerBench(), Ports.AUTO);
	}

}
