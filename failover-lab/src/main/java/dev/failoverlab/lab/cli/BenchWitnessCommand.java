package dev.failoverlab.lab.cli;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.lab.bench.WitnessBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./lab bench witness}. */
@Command(name = "witness", sortOptions = false, description = {
		"Measure what the witness of a client (docs/witness.md) costs where it costs most: Kafka's "
				+ "ProducerPerformance sends as fast as it can, with and without it.",
		"Both work in turn, in rounds, on three nodes; a measurement during which other programs took more than "
				+ "10 %% of the processors is repeated, twice at most." },
		footer = { "", "Examples:", "  ./lab bench witness", "  ./lab bench witness --rounds 9 --seconds 20" })
final class BenchWitnessCommand extends LabCommand {

	@Mixin
	private MeasureOptions options = new MeasureOptions();

	@Override
	public Integer call() {
		return this.options.measure(context(), new WitnessBench(), Ports.AUTO);
	}

}
