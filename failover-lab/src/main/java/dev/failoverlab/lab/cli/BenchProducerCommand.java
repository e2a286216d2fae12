package dev.failoverlab.lab.cli;

import java.net.URI;

import dev.failoverlab.cluster.ClusterSpec.Ports;
import dev.failoverlab.lab.UsageException;
import dev.failoverlab.lab.bench.Peer;
import dev.failoverlab.lab.bench.ProducerBench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./lab bench producer}. */
@Command(name = "producer", sortOptions = false, description = {
		"Measure the producer service on three nodes of its own, and compare it with an endpoint that does nothing, "
				+ "a producer with one record in flight, and Kafka's ProducerPerformance.",
		"Nodes and services run in JVMs as their users run them. All contenders work in turn, in rounds, so that "
				+ "their ratios are of one time and one machine; a measurement during which other programs took more "
				+ "than 10 %% of the processors is repeated, twice at most. What the figures mean: docs/benchmarks.md" },
		footer = { "", "Examples:", "  ./lab bench producer", "  ./lab bench producer --rounds 3 --seconds 5",
				"  ./lab bench producer --producer linger.ms=0,batch.size=65536",
				"  ./lab bench producer --peer http://127.0.0.1:8080 --peer-pid 4711" })
final class BenchProducerCommand extends LabCommand {

	@Mixin
	private VariantOptions variants = new VariantOptions();

	@Option(names = "--peer", paramLabel = "URL",
			description = "Another bridge that takes POST /topics/NAME in the v2 JSON of Kafka REST bridges. It uses "
					+ "the brokers localhost:9092, 19092 and 29092, on which the nodes are then started.")
	private @Nullable URI peer;

	@Option(names = "--peer-pid", paramLabel = "PID",
			description = "Its process, so that its processor time is not counted as that of other programs.")
	private @Nullable Long peerPid;

	@Mixin
	private MeasureOptions options = new MeasureOptions();

	@Override
	public Integer call() {
		if (this.peer != null && this.peer.getHost() == null) {
			throw new UsageException("--peer must be a URL such as http://127.0.0.1:8080, not " + this.peer + ".");
		}
		Peer bridge = (this.peer != null) ? new Peer(this.peer, this.peerPid) : null;
		return this.options.measure(context(), new ProducerBench(bridge, this.variants.all()),
				(bridge != null) ? Ports.FIXED : Ports.AUTO);
	}

}
